import type { Endpoint, Verdict } from '@k8s-blocks/reachability';
import { type BuiltStack, readStack, type StackInput } from './built-stack.ts';
import type { CalledPorts, DeclaredConnection } from './connection.ts';
import { portsToTry } from './tried-ports.ts';
import { type Alternatives, alternativesOf } from './witness.ts';

/**
 * Whether the policies of a build let a connection through, and why: what is denied of it, if anything is, or else how the first of
 * its callers reaches the first of its callees. It agrees with the rule `declared-connection`.
 *
 * @returns undefined where the build has no pod of one of its ends.
 */
export function connectionVerdict(input: StackInput, connection: DeclaredConnection): Verdict | undefined {
  const stack = readStack(input);
  return verdictBetween(
    stack,
    alternativesOf(connection.from, stack),
    alternativesOf(connection.to, stack),
    connection,
  );
}

/**
 * The same for callers and callees of which not all are a declared party: a pod of the build, a stranger.
 *
 * @returns undefined where one end has no endpoints.
 */
export function verdictBetween(
  stack: BuiltStack,
  callers: Alternatives,
  callees: Alternatives,
  called: CalledPorts,
): Verdict | undefined {
  let allowed: Verdict | undefined;
  for (const from of callers) {
    for (const to of callees) {
      const verdict = bestVerdict(stack, called, from, to);
      if (verdict?.allowed === false) return verdict;
      allowed ??= verdict;
    }
  }
  return allowed;
}

/** Of some callers and callees, of which two must be let through on every port: two that are, or else the first two. */
function bestVerdict(
  stack: BuiltStack,
  called: CalledPorts,
  callers: readonly Endpoint[],
  callees: readonly Endpoint[],
): Verdict | undefined {
  let denied: Verdict | undefined;
  for (const from of callers) {
    for (const to of callees) {
      const verdict = onAllPorts(stack, called, from, to);
      if (verdict?.allowed === true) return verdict;
      denied ??= verdict;
    }
  }
  return denied;
}

/** The verdict on the first port that is denied, or else on the first port. */
function onAllPorts(stack: BuiltStack, called: CalledPorts, from: Endpoint, to: Endpoint): Verdict | undefined {
  const verdicts = portsToTry(stack, called).map((port) => stack.evaluator.verdict(from, to, port, called.protocol));
  return verdicts.find(({ allowed }) => !allowed) ?? verdicts[0];
}
