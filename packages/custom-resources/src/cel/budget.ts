import { NotJudged } from './errors.ts';

/** The most steps that the rules of one object take: as many as a server allows one of them. */
const MAX_STEPS = 1_000_000;

/** The longest list that an expression makes, and the most comparisons of entries in one call. */
const MAX_LENGTH = 1_000_000;
const MAX_COMPARISONS = 10_000_000;

/** How many steps the rules of an object may still take: a definition of others may hold loops in loops. */
export class Budget {
  #left = MAX_STEPS;

  /** @throws NotJudged if there are none left. */
  spend(): void {
    this.#left -= 1;
    if (this.#left < 0) throw new NotJudged('It takes more steps than are tried here.');
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
