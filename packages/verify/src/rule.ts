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

/**
 * A violation between objects, with the object that it is filed under.
 *
 * @typeParam Code the codes of its rule, in kebab case; none for a rule that finds one kind of thing.
 */
export interface StackViolation<Code extends string = never> extends Violation {
  readonly code?: Code;
  /** The object, or the reference of one that is missing. */
  readonly object: BuiltObject | ObjectReference;
  readonly why: string;
}

/**
 * One thing that must hold between the objects of an environment.
 *
 * @typeParam Code the kinds of things that it finds, if there are several. Default: its name is the only code.
 */
export interface StackRule<Code extends string = never> {
  /** In kebab case, as the rule's file: `missing-reference`. */
  readonly name: string;
  readonly severity: Severity;
  readonly check: (stack: BuiltStack) => Iterable<StackViolation<Code>>;
}

/** The findings of one rule. */
export function findingsOf({ name, severity, check }: StackRule<string>, stack: BuiltStack): Finding[] {
  const origin = { rule: name, severity, environment: stack.environment };
  return limited(findingsFrom(check(stack), origin));
}

function* findingsFrom(violations: Iterable<StackViolation<string>>, origin: FindingOrigin): Generator<Finding> {
  for (const violation of violations) yield findingOf(violation, origin);
}

/** A violation as it is reported. */
export function findingOf({ object, ...violation }: StackViolation<string>, origin: FindingOrigin): Finding {
  if ('located' in object) return findingIn(object.located, object.reference, origin, violation);
  return findingOfMissing(object, origin, violation);
}
