import type { Fact } from './facts.ts';

/** What a rule finds wrong with a field, of one object or between several. */
export interface Violation {
  /**
   * What kind of violation it is, for programs. Rules of an API server use the API's own words, as in the causes of a
   * `Status`: `FieldValueRequired`, `FieldValueInvalid`. Other rules use words of their own, in kebab case. Default: the
   * name of the rule, for one that finds one kind of thing.
   */
  readonly code?: string;
  /** The path of the field: `spec.template.spec.containers[0].name`. */
  readonly field?: string;
  /** What is wrong, as a sentence that quotes the value. */
  readonly problem: string;
  /** What would happen in the cluster, where that is not plain. */
  readonly why?: string;
  /** What would be right. */
  readonly remedy: string;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  /** The facts that do not hold because of it: see facts.ts. */
  readonly breaks?: readonly Fact[];
  /** The facts any of which, if it did hold, would leave nothing to find here: it follows from a finding that breaks one of them. */
  readonly dueTo?: readonly Fact[];
}

/**
 * `error`: it will be refused, or it breaks the stack. `warning`: it works today, and will hurt. `notice`: it is as declared,
 * and is reported for review.
 */
export type Severity = 'error' | 'warning' | 'notice';
