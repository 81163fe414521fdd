import { Evaluation } from './evaluation.ts';
import type { CelValue } from './values.ts';

/** The variables that an expression sees: `self`, `oldSelf`, and those of macros around it. */
export class Scope {
  readonly #name: string;
  readonly #value: CelValue;
  readonly #outer: Scope | undefined;
  readonly evaluation: Evaluation;

  constructor(name: string, value: CelValue, evaluation: Evaluation = new Evaluation(), outer?: Scope) {
    this.#name = name;
    this.#value = value;
    this.#outer = outer;
    this.evaluation = evaluation;
  }

  /** This scope with another variable. */
  with(name: string, value: CelValue): Scope {
    return new Scope(name, value, this.evaluation, this);
  }

  /** The value of a variable; undefined if there is none. */
  get(name: string): CelValue | undefined {
    return this.#name === name ? this.#value : this.#outer?.get(name);
  }
}
