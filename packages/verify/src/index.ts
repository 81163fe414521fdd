import type { Finding, Severity } from '@k8s-blocks/findings';
import type { ClusterModel, Evaluator } from '@k8s-blocks/reachability';
import { readStack, type StackInput } from './built-stack.ts';
import { findingsOf } from './rule.ts';
import { rules } from './rules/index.ts';
import { separationRules } from './verify-separation.ts';

export type { BuiltObject } from './built-object.ts';
export { type BuiltStack, type ProvidedSecret, readStack, type StackInput } from './built-stack.ts';
export { type ConfiguredAddress, configuredAddresses } from './configured-addresses.ts';
export type { CalledPorts, DeclaredConnection, Party } from './connection.ts';
export { connectionVerdict, verdictBetween } from './connection-verdict.ts';
export type { DeclaredRoute, DeclaredRoutes, RouteTaker } from './declared-route.ts';
export type { Destination } from './destination.ts';
export { INTERNET, includes, OTHER_POD } from './party.ts';
export type { ScrapedPort } from './scraped-port.ts';
export { type JudgedAlternatives, verifyAlternatives } from './verify-alternatives.ts';
export { type SeparationInput, verifySeparation } from './verify-separation.ts';
export { type Alternatives, alternativesOf, endpointsOf } from './witness.ts';
export type { Workload as BuiltWorkload } from './workload.ts';

/** The rules by which {@link verifyStack} and {@link verifySeparation} judge: see docs/rules.md. */
export const stackRules: readonly { readonly name: string; readonly severity: Severity }[] = [
  ...rules.map(({ name, severity }) => ({ name, severity })),
  ...separationRules.map(({ name }) => ({ name, severity: 'error' as const })),
];

/**
 * What is wrong between the objects that were built for one environment, of all services together. It never throws: what
 * is malformed is as if it were not there, and for the rules on single objects to report.
 */
export function verifyStack(input: StackInput): Finding[] {
  const stack = readStack(input);
  return rules.flatMap((rule) => findingsOf(rule, stack));
}

/** The cluster that was built, and who reaches whom in it. An input that {@link verifyStack} has judged is not read again. */
export function builtCluster(input: StackInput): { readonly cluster: ClusterModel; readonly evaluator: Evaluator } {
  const { cluster, evaluator } = readStack(input);
  return { cluster, evaluator };
}
