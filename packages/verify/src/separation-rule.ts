import type { Evaluator } from '@k8s-blocks/reachability';
import type { BuiltStack } from './built-stack.ts';
import type { StackViolation } from './rule.ts';

/** Two environments that are to share a cluster, as one of them sees the other. */
export interface SeparatedStacks {
  readonly stack: BuiltStack;
  readonly other: BuiltStack;
  /** The name of the other environment. */
  readonly otherName: string;
  /** Who reaches whom with the objects of both. */
  readonly evaluator: Evaluator;
}

/** One thing that must hold between two environments in one cluster. Its violations are errors. */
export interface SeparationRule {
  /** In kebab case, as the rule's file: `shared-object`. */
  readonly name: string;
  /** Whether what it finds is the same seen from the other environment; otherwise it is asked from both. */
  readonly isSymmetric: boolean;
  /** What is wrong with objects of `stack`. */
  readonly check: (stacks: SeparatedStacks) => Iterable<StackViolation>;
}
