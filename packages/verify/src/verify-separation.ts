import type { Finding, LocatedObject } from '@k8s-blocks/findings';
import { evaluator, joinedCluster } from '@k8s-blocks/reachability';
import { readStack } from './built-stack.ts';
import type { DeclaredConnection } from './connection.ts';
import { findingOf } from './rule.ts';
import type { SeparatedStacks, SeparationRule } from './separation-rule.ts';
import { sharedAddress } from './separation-rules/shared-address.ts';
import { sharedObject } from './separation-rules/shared-object.ts';
import { sharedRoute } from './separation-rules/shared-route.ts';
import { sharedTraffic } from './separation-rules/shared-traffic.ts';

/** What was built for one of two environments that are to share a cluster. */
export interface SeparationInput {
  readonly environment: string;
  readonly objects: readonly LocatedObject[];
  /** Its connections: what is declared to be open to anywhere is open to the other environment too. */
  readonly connections?: readonly DeclaredConnection[];
  /** The DNS domain of its cluster. Default: `cluster.local`. */
  readonly clusterDomain?: string;
}

/** The rules by which {@link verifySeparation} judges. */
export const separationRules: readonly SeparationRule[] = [sharedObject, sharedAddress, sharedTraffic, sharedRoute];

/**
 * Two environments in one cluster have nothing in common: no object, no route of one host and path, no address that leads
 * from one to the other, and no pod of one reaches a pod of the other, but through ports that are declared open to anywhere.
 *
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export function verifySeparation(a: SeparationInput, b: SeparationInput): Finding[] {
  const [first, second] = [readStack(a), readStack(b)];
  const joined = evaluator(joinedCluster(first.cluster, second.cluster));
  const there = { stack: first, other: second, otherName: b.environment, evaluator: joined };
  const back = { stack: second, other: first, otherName: a.environment, evaluator: joined };
  return separationRules.flatMap((rule) => [
    ...findingsOf(rule, there),
    ...(rule.isSymmetric ? [] : findingsOf(rule, back)),
  ]);
}

function findingsOf({ name, check }: SeparationRule, stacks: SeparatedStacks): Finding[] {
  const origin = { rule: name, severity: 'error' as const, environment: stacks.stack.environment };
  return Array.from(check(stacks), (violation) => findingOf(violation, origin));
}
