import {
  type Finding,
  type FindingOrigin,
  findingIn,
  findingOfMissing,
  limited,
  type Severity,
  type Violation,
} from '@k8s-blocks/findings';
import type { ObjectReference } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** A violation between objects, with the object that it is filed under. */
export interface StackViolation extends Violation {
  /** The object, or the reference of one that is missing. */
  readonly object: BuiltObject | ObjectReference;
  readonly why: string;
}

/** One thing that must hold between the objects of an environment. */
export interface StackRule {
  /** In kebab case, as the rule's file: `missing-reference`. */
  readonly name: string;
  readonly severity: Severity;
  readonly check: (stack: BuiltStack) => Iterable<StackViolation>;
}

/** The findings of one rule. */
export function findingsOf({ name, severity, check }: StackRule, stack: BuiltStack): Finding[] {
  const origin = { rule: name, severity, environment: stack.environment };
  return limited(findingsFrom(check(stack), origin));
}

function* findingsFrom(violations: Iterable<StackViolation>, origin: FindingOrigin): Generator<Finding> {
  for (const violation of violations) yield findingOf(violation, origin);
}

/** A violation as it is reported. */
export function findingOf({ object, ...violation }: StackViolation, origin: FindingOrigin): Finding {
  if ('located' in object) return findingIn(object.located, object.reference, origin, violation);
  return findingOfMissing(object, origin, violation);
}
