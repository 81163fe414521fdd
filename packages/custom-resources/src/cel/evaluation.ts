import { RegularExpressions } from '../regular-expression.ts';
import { NotJudged } from './errors.ts';

/** The most steps that the rules of one object take: as many as a server allows one of them. */
const MAX_STEPS = 1_000_000;

/** The longest list that an expression makes, and the most comparisons of entries in one call. */
const MAX_LENGTH = 1_000_000;
const MAX_COMPARISONS = 10_000_000;

/** What the expressions that are evaluated for one object share. */
export class Evaluation {
  /** Regular expressions that were compiled before. */
  readonly expressions: RegularExpressions;
  #stepsLeft = MAX_STEPS;

  /** @param expressions those of the definition. Default: none is compiled yet. */
  constructor(expressions: RegularExpressions = new RegularExpressions()) {
    this.expressions = expressions;
  }

  /**
   * Takes a step: a definition of others may hold loops in loops.
   *
   * @throws NotJudged if there are none left.
   */
  step(): void {
    this.#stepsLeft -= 1;
    if (this.#stepsLeft < 0) throw new NotJudged('It takes more steps than are tried here.');
  }
}

/** @throws NotJudged for a list that is longer than is made here. */
export function checkLength(length: number): void {
  if (length > MAX_LENGTH) throw new NotJudged('It makes a longer list than is made here.');
}

/** @throws NotJudged for more comparisons than are made here. */
export function checkComparisons(one: { readonly length: number }, other: { readonly length: number }): void {
  if (one.length * other.length > MAX_COMPARISONS)
    throw new NotJudged('It compares more entries than are compared here.');
}
