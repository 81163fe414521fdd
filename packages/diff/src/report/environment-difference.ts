import type { ObjectChange } from '../changes.ts';
import type { BuildDifference } from '../compare-builds.ts';
import { formatSome } from '../consequences/comparison.ts';

/**
 * What a change does to one environment. A report shows its notes first, such as that a service did not build.
 */
export interface EnvironmentDifference extends BuildDifference {
  /** Its name: `staging`. */
  readonly environment: string;
}

const COUNTED = ['changed', 'created', 'deleted', 'renamed'] as const;

/**
 * How many objects change, by kind of change: `2 changed, 1 created`; without those that are only written differently. If
 * not all objects could be compared, the text says so instead of "nothing differs".
 */
export function formatChanges({ changes, compared }: EnvironmentDifference): string {
  const counts = COUNTED.map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const);
  const parts = counts.filter(([number]) => number > 0).map(([number, kind]) => `${number} ${kind}`);
  if (compared === 'nothing') return 'nothing could be compared';
  if (parts.length === 0) return compared === 'all' ? 'nothing differs' : 'nothing differs in what could be compared';
  return compared === 'all' ? parts.join(', ') : `${parts.join(', ')} in what could be compared`;
}

/** A sentence that lists the objects that are only written differently; undefined if there are none. */
export function formatRewritten(changes: readonly ObjectChange[]): string | undefined {
  const titles = changes.filter(({ kind }) => kind === 'rewritten').map(formatSubject);
  if (titles.length === 0) return undefined;
  return `Written differently, and the same to an API server: ${formatSome(titles, 20)}.`;
}

/** The changes whose patches a report shows: all but those that are only written differently. */
export function shownChanges(changes: readonly ObjectChange[]): readonly ObjectChange[] {
  return changes.filter(({ kind }) => kind !== 'rewritten');
}

/** The object of a change as a report titles it; of a renamed one the old and the new name. */
export function formatSubject({ kind, before, after }: ObjectChange): string {
  if (kind === 'renamed') return `${before.title} → ${after.title}`;
  return (after ?? before).title;
}
