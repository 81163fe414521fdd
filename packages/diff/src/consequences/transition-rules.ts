import type { Consequence } from '../consequence.ts';
import { ofChanged, type Rule } from './comparison.ts';

/** A change of a field that an API server refuses. */
export interface RefusedChange {
  readonly field: string;
  /** What is wrong with it, as a sentence. */
  readonly problem: string;
}

/** What an API server refuses of the change of one object; nothing if it takes it. */
export type RefusedChanges = (before: unknown, after: unknown) => readonly RefusedChange[];

/** Changes of custom resources that the rules of their definitions do not allow: applying them fails. */
export function transitionRules(refusedChanges: RefusedChanges): Rule {
  return ofChanged(({ before, after }): readonly Consequence[] =>
    refusedChanges(before.fields, after.fields).map(({ field, problem }) => ({
      effect: 'refused',
      object: after.title,
      field,
      text: `A rule of its definition does not allow this change: ${problem}`,
    })),
  );
}
