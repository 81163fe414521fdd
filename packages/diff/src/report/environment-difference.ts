import type { ObjectChange } from '../changes.ts';
import type { BuildDifference } from '../compare-builds.ts';
import { some } from '../consequences/comparison.ts';

/**
 * What a change does to one environment. Its notes are what the reader must know before the rest, such as a service that
 * did not build.
 */
export interface EnvironmentDifference extends BuildDifference {
  /** Its name: `staging`. */
  readonly environment: string;
}

const COUNTED = ['changed', 'created', 'deleted', 'renamed'] as const;

/**
 * How many objects become what: `2 changed, 1 created`. Of those that are only written differently: nothing. Where not all
 * could be compared, it is not said that nothing differs.
 */
export function sayChanges({ changes, compared }: EnvironmentDifference): string {
  const counts = COUNTED.map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const);
  const said = counts.filter(([number]) => number > 0).map(([number, kind]) => `${number} ${kind}`);
  if (compared === 'nothing') return 'nothing could be compared';
  if (said.length === 0) return compared === 'all' ? 'nothing differs' : 'nothing differs in what could be compared';
  return compared === 'all' ? said.join(', ') : `${said.join(', ')} in what could be compared`;
}

/** The objects that are written in another way, and are the same to an API server; nothing if there are none. */
export function sayRewritten(changes: readonly ObjectChange[]): string | undefined {
  const titles = changes.filter(({ kind }) => kind === 'rewritten').map(titleOf);
  if (titles.length === 0) return undefined;
  return `Written differently, and the same to an API server: ${some(titles, 20)}.`;
}

/** The changes that a reader is shown line by line. */
export function shownChanges(changes: readonly ObjectChange[]): readonly ObjectChange[] {
  return changes.filter(({ kind }) => kind !== 'rewritten');
}

/** What to call the object of a change: a renamed one by both of its names. */
export function titleOf({ kind, before, after }: ObjectChange): string {
  if (kind === 'renamed') return `${before.title} → ${after.title}`;
  return (after ?? before).title;
}
