import type { ChangedObject, ObjectChange } from '../changes.ts';
import type { ComparedObject } from '../compared-object.ts';
import type { Consequence } from '../consequence.ts';

/** Two builds of one environment, and the changes between them. */
export interface Comparison {
  readonly before: readonly ComparedObject[];
  readonly after: readonly ComparedObject[];
  readonly changes: readonly ObjectChange[];
  /** Adds a sentence about what could not be compared. */
  readonly note: (sentence: string) => void;
}

/** Finds one sort of consequences: each file of this folder that exports one is about one sort. */
export type Rule = (comparison: Comparison) => Iterable<Consequence>;

/** A rule that looks at each changed object by itself. */
export function ofChanged(rule: (change: ChangedObject) => Iterable<Consequence>): Rule {
  return ({ changes }) => changes.flatMap((change) => (change.kind === 'changed' ? [...rule(change)] : []));
}

/** A number of things: `1 pod`, `2 pods`. */
export function formatCount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Names in a sentence: the first ones, and how many more there are: `a, b and 3 others`. */
export function formatSome(names: readonly string[], max = 4): string {
  if (names.length <= max + 1) {
    const [last = '', ...others] = names.toReversed();
    return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
  }
  return `${names.slice(0, max).join(', ')} and ${names.length - max} others`;
}
