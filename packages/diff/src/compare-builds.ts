import { isDeepStrictEqual } from 'node:util';
import { type Build, readBuild } from './build.ts';
import type { BuiltObject } from './built-object.ts';
import { changesOf, type ObjectChange } from './changes.ts';
import { byGravity, type Consequence } from './consequence.ts';
import { count, type Rule, some } from './consequences/comparison.ts';
import { connections } from './consequences/connections.ts';
import { exposure } from './consequences/exposure.ts';
import { immutableFields } from './consequences/immutable-fields.ts';
import { lifecycle } from './consequences/lifecycle.ts';
import { pods } from './consequences/pods.ts';
import { staleData } from './consequences/stale-data.ts';

/** Every sort of consequences. */
const RULES: readonly Rule[] = [immutableFields, lifecycle, exposure, connections, staleData, pods];

/** How much was compared: where it is not `all`, it is not known that nothing else differs. */
export type Coverage = 'all' | 'part' | 'nothing';

/** What a change does to one environment. */
export interface BuildDifference {
  /** Object by object; those that stay as they are are left out. */
  readonly changes: readonly ObjectChange[];
  /** What follows from it, the gravest first. */
  readonly consequences: readonly Consequence[];
  /** What could not be compared or told, and why, as sentences. */
  readonly notes: readonly string[];
  /** How many of the objects were compared. */
  readonly compared: Coverage;
}

/**
 * Compares two builds of one environment: of all services together, since who reaches whom depends on all of them.
 *
 * It never throws, whatever the values are: what is malformed is compared as it is, and what cannot be compared is noted.
 *
 * @param before the objects of the one build, as they were parsed; empty if there was none.
 * @param after those of the other.
 */
export function compareBuilds(before: readonly unknown[], after: readonly unknown[]): BuildDifference {
  const [old, wanted] = [readBuild(before), readBuild(after)];
  const notes = [...sayTooLarge(old, wanted), ...sayNameless(old, wanted)];
  const compared = notes.length === 0 ? 'all' : 'part';
  // What is too large on one side would seem to come or to go.
  const isComparable = ({ key }: BuiltObject) => !old.tooLarge.has(key) && !wanted.tooLarge.has(key);
  const [oldObjects, wantedObjects] = [old.objects.filter(isComparable), wanted.objects.filter(isComparable)];
  const changes = changesOf(oldObjects, wantedObjects);
  if (changes.length === 0) return { changes, consequences: [], notes, compared };
  const comparison = {
    before: oldObjects,
    after: wantedObjects,
    changes,
    note: (sentence: string) => void notes.push(sentence),
  };
  const consequences = byGravity(RULES.flatMap((rule) => [...rule(comparison)]));
  return { changes, consequences, notes, compared };
}

function sayTooLarge(old: Build, wanted: Build): readonly string[] {
  const titles = [...new Map([...old.tooLarge, ...wanted.tooLarge]).values()].map(({ title }) => title);
  const unreadable = old.unreadable + wanted.unreadable;
  const all = [...titles, ...(unreadable === 0 ? [] : [count(unreadable, 'value')])];
  if (all.length === 0) return [];
  return [`Not compared, since no API server takes an object of this size or depth: ${some(all)}.`];
}

function sayNameless(old: Build, wanted: Build): readonly string[] {
  if (isDeepStrictEqual(old.nameless, wanted.nameless)) return [];
  const number = Math.max(old.nameless.length, wanted.nameless.length);
  return [`Not compared, since objects are told apart by kind and name: ${count(number, 'value')} without them.`];
}
