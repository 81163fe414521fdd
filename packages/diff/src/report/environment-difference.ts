import type { ObjectChange } from '../changes.ts';
import type { BuildDifference } from '../compare-builds.ts';

/** What a change does to one environment, and what could not be compared there. */
export interface EnvironmentDifference extends BuildDifference {
  /** Its name: `staging`. */
  readonly environment: string;
  /** What the reader must know before the rest, such as a service that did not build. Default: nothing. */
  readonly notes?: readonly string[];
}

const COUNTED = ['changed', 'created', 'deleted', 'renamed'] as const;

/** How many objects become what: `2 changed, 1 created`. Of those that are only written differently: nothing. */
export function sayChanges(changes: readonly ObjectChange[]): string {
  const counts = COUNTED.map((kind) => [changes.filter((change) => change.kind === kind).length, kind] as const);
  const said = counts.filter(([number]) => number > 0).map(([number, kind]) => `${number} ${kind}`);
  return said.length === 0 ? 'nothing differs' : said.join(', ');
}

/** The objects that are written in another way, and are the same to an API server; nothing if there are none. */
export function sayRewritten(changes: readonly ObjectChange[]): string | undefined {
  const titles = changes.filter(({ kind }) => kind === 'rewritten').map(titleOf);
  if (titles.length === 0) return undefined;
  return `Written differently, and the same to an API server: ${titles.join(', ')}.`;
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
