import { isDeepStrictEqual } from 'node:util';
import { type Build, readBuild } from './build.ts';
import { changesOf, type ObjectChange } from './changes.ts';
import type { ComparedObject } from './compared-object.ts';
import { type Consequence, mostSevereFirst } from './consequence.ts';
import { clientSideApply } from './consequences/client-side-apply.ts';
import { formatCount, formatSome, type Rule } from './consequences/comparison.ts';
import { connections } from './consequences/connections.ts';
import { exposure } from './consequences/exposure.ts';
import { immutableFields } from './consequences/immutable-fields.ts';
import { lifecycle } from './consequences/lifecycle.ts';
import { pods } from './consequences/pods.ts';
import { staleData } from './consequences/stale-data.ts';
import { type RefusedChanges, transitionRules } from './consequences/transition-rules.ts';

/** What finds the consequences of changes. */
const RULES: readonly Rule[] = [immutableFields, clientSideApply, lifecycle, exposure, connections, staleData, pods];

/** Options of {@link compareBuilds}. */
export interface CompareOptions {
  /** What an API server refuses of changes by definitions of custom resources. Default: nothing is known of it. */
  readonly refusedChanges?: RefusedChanges | undefined;
}

/** How much was compared: if it is not `all`, more may differ than was found. */
export type Coverage = 'all' | 'part' | 'nothing';

/** What a change does to one environment. */
export interface BuildDifference {
  /** The objects that differ. */
  readonly changes: readonly ObjectChange[];
  /** What applying the changes does, the most severe first. */
  readonly consequences: readonly Consequence[];
  /** What could not be compared, and why, as sentences. */
  readonly notes: readonly string[];
  /** How many of the objects were compared. */
  readonly compared: Coverage;
}

/**
 * Compares two builds of one environment: of all services together, since who reaches whom depends on all of them.
 *
 * It never throws, whatever the values are: malformed objects are compared as they are, and what cannot be compared is
 * noted.
 *
 * @param before the parsed objects of the old build; empty if there was none.
 * @param after the parsed objects of the new build.
 */
export function compareBuilds(
  before: readonly unknown[],
  after: readonly unknown[],
  { refusedChanges = () => [] }: CompareOptions = {},
): BuildDifference {
  const [old, wanted] = [readBuild(before), readBuild(after)];
  const notes = [...formatTooLarge(old, wanted), ...formatNameless(old, wanted)];
  const compared = notes.length === 0 ? 'all' : 'part';
  // An object that is too large on one side only would look as if it were created or deleted.
  const isComparable = ({ key }: ComparedObject) => !old.tooLarge.has(key) && !wanted.tooLarge.has(key);
  const [oldObjects, wantedObjects] = [old.objects.filter(isComparable), wanted.objects.filter(isComparable)];
  const changes = changesOf(oldObjects, wantedObjects);
  if (changes.length === 0) return { changes, consequences: [], notes, compared };
  const comparison = {
    before: oldObjects,
    after: wantedObjects,
    changes,
    note: (sentence: string) => void notes.push(sentence),
  };
  const consequences = mostSevereFirst(
    [...RULES, transitionRules(refusedChanges)].flatMap((rule) => [...rule(comparison)]),
  );
  return { changes, consequences, notes, compared };
}

function formatTooLarge(old: Build, wanted: Build): readonly string[] {
  const titles = [...new Map([...old.tooLarge, ...wanted.tooLarge]).values()].map(({ title }) => title);
  const unreadable = old.unreadable + wanted.unreadable;
  const all = [...titles, ...(unreadable === 0 ? [] : [formatCount(unreadable, 'value')])];
  if (all.length === 0) return [];
  return [`Not compared, since no API server takes an object of this size or depth: ${formatSome(all)}.`];
}

function formatNameless(old: Build, wanted: Build): readonly string[] {
  if (isDeepStrictEqual(old.nameless, wanted.nameless)) return [];
  const number = Math.max(old.nameless.length, wanted.nameless.length);
  return [`Not compared, since objects are matched by kind and name: ${formatCount(number, 'value')} without them.`];
}
