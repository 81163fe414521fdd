import type { Finding } from '../finding.ts';
import { limited } from '../limited.ts';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';

/** What a rule finds: a {@link Finding} without what its caller knows. */
export interface Fault {
  /** The object, or the title of one that is missing. */
  readonly object: BuiltObject | string;
  readonly field?: string;
  /** What is wrong, as a sentence that quotes the value. */
  readonly problem: string;
  /** What would happen in the cluster. */
  readonly why: string;
  /** What would be right. */
  readonly remedy: string;
  /** Where it is not the rule's own. */
  readonly severity?: Finding['severity'];
}

/** One thing that must hold between the objects of an environment. */
export interface StackRule {
  /** In kebab case, as the rule's file: `missing-reference`. */
  readonly name: string;
  readonly severity: Finding['severity'];
  readonly check: (stack: BuiltStack) => Iterable<Fault>;
}

/** The findings of one rule. */
export function findingsOf(rule: StackRule, stack: BuiltStack): Finding[] {
  return limited(allFindings(rule, stack));
}

function* allFindings({ name, severity, check }: StackRule, stack: BuiltStack): Generator<Finding> {
  for (const fault of check(stack)) yield findingOf(name, severity, fault, stack.environment);
}

/** A fault as it is reported. */
export function findingOf(
  rule: string,
  severity: Finding['severity'],
  { object, ...fault }: Fault,
  environment?: string,
): Finding {
  const title = typeof object === 'string' ? object : object.title;
  return { rule, severity, ...(environment === undefined ? {} : { environment }), object: title, ...fault };
}
