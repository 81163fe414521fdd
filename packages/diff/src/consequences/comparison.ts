import type { BuiltObject } from '../built-object.ts';
import type { ChangedObject, ObjectChange } from '../changes.ts';
import type { Consequence } from '../consequence.ts';

/** Two builds of one environment, and what becomes of their objects. */
export interface Comparison {
  readonly before: readonly BuiltObject[];
  readonly after: readonly BuiltObject[];
  readonly changes: readonly ObjectChange[];
  /** Says, in a sentence, what cannot be told. */
  readonly note: (sentence: string) => void;
}

/** One sort of consequences: what follows from a change, seen from one side. */
export type Rule = (comparison: Comparison) => Iterable<Consequence>;

/** A rule on each object that is changed and keeps its name. */
export function ofChanged(rule: (change: ChangedObject) => Iterable<Consequence>): Rule {
  return ({ changes }) => changes.flatMap((change) => (change.kind === 'changed' ? [...rule(change)] : []));
}

/** A number of things: `1 pod`, `2 pods`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Some names in a sentence, and how many more there are: `a, b and 3 others`. */
export function some(names: readonly string[], most = 4): string {
  if (names.length <= most + 1) {
    const [last = '', ...others] = names.toReversed();
    return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
  }
  return `${names.slice(0, most).join(', ')} and ${names.length - most} others`;
}
