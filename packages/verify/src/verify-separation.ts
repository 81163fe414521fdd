import type { Finding, LocatedObject } from '@k8s-blocks/findings';
import { keyOf } from '@k8s-blocks/manifest';
import {
  evaluator,
  explain,
  joinedCluster,
  type NetworkPolicy,
  offeredPorts,
  type Pod,
  type Target,
} from '@k8s-blocks/reachability';
import { addressesIn, clusterAddressOf } from './address.ts';
import type { BuiltObject } from './built-object.ts';
import { type BuiltStack, readStack } from './built-stack.ts';
import type { DeclaredConnection } from './connection.ts';
import { includes } from './party.ts';
import { findingOf, type StackViolation } from './rule.ts';

/** What was built for one of two environments that are to share a cluster. */
export interface SeparationInput {
  readonly environment: string;
  readonly objects: readonly LocatedObject[];
  /** Its connections: what is declared to be open to anywhere is open to the other environment too. */
  readonly connections?: readonly DeclaredConnection[];
}

/** The rules by which {@link verifySeparation} judges. */
export const SEPARATION_RULE_NAMES = ['shared-object', 'shared-address', 'shared-traffic'] as const;

/** A port that no rule is likely to name: reached only where all ports are. */
const UNLIKELY_PORT = 61_234;

/**
 * Two environments in one cluster have nothing in common: no object, no address that leads from one to the other, and no
 * pod of one reaches a pod of the other, but through ports that are declared open to anywhere.
 *
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export function verifySeparation(a: SeparationInput, b: SeparationInput): Finding[] {
  const [first, second] = [readStack(a), readStack(b)];
  const judge = evaluator(joinedCluster(first.cluster, second.cluster));
  return [
    ...sharedObjects(first, second, b.environment),
    ...foreignAddresses(first, second, b.environment),
    ...foreignAddresses(second, first, a.environment),
    ...traffic(first, second, b.environment, judge),
    ...traffic(second, first, a.environment, judge),
  ];
}

function sharedObjects(stack: BuiltStack, other: BuiltStack, otherName: string): Finding[] {
  const others = new Set(other.objects.map(({ reference }) => keyOf(reference)));
  const shared = stack.objects.filter((object) => others.has(keyOf(object.reference)));
  return shared.map((object) =>
    found('shared-object', stack, {
      object,
      field: 'metadata.name',
      problem: `It is an object of "${otherName}" too.`,
      why: 'Whichever environment is applied last overwrites that of the other.',
      remedy: 'Give the environments names, or namespaces, that differ.',
    }),
  );
}

/** Addresses in the configuration of a stack that lead to Services of the other one alone. */
function foreignAddresses(stack: BuiltStack, other: BuiltStack, otherName: string): Finding[] {
  return stack.texts.flatMap(({ object, field, text, namespace }) =>
    addressesIn(text)
      .filter(({ host }) => {
        const address = clusterAddressOf(host, namespace, other.namespaces);
        if (address === undefined || stack.service(address.namespace, address.service) !== undefined) return false;
        return other.namespaces.has(address.namespace) && !stack.namespaces.has(address.namespace);
      })
      .map((address) =>
        found('shared-address', stack, {
          object,
          field,
          problem: `"${address.text}" leads to "${otherName}".`,
          why: 'What this environment does changes the data of the other.',
          remedy: 'Name the Service of this environment.',
        }),
      ),
  );
}

/** The pods of a stack that reach pods of the other one on ports that are not open to anywhere. */
function traffic(
  stack: BuiltStack,
  other: BuiltStack,
  otherName: string,
  { matrix, verdict }: ReturnType<typeof evaluator>,
): Finding[] {
  const sources = stack.workloads.filter(({ object }) => !isShared(object, other));
  const open = other.connections?.filter(({ from }) => from === 'anywhere');
  const targets = targetsOf(other, [...stack.cluster.policies, ...other.cluster.policies]).filter(
    (target) => !isDeclared(target, open),
  );
  const allowed = matrix(
    sources.map(({ pod }) => pod),
    targets,
  );
  const reached = Array.from(allowed.allowedPairs(), ({ source, target }) => ({
    source: sources[source],
    target: targets[target],
  }));
  const pairs = new Set<string>();
  return reached.flatMap(({ source, target }) => {
    if (source === undefined || target === undefined || 'ip' in target.to) return [];
    const pair = `${source.object.title} > ${target.to.namespace}/${target.to.name}`;
    if (pairs.has(pair)) return [];
    pairs.add(pair);
    return found('shared-traffic', stack, {
      object: source.object,
      problem: `It reaches a pod of "${otherName}": ${explain(verdict(source.pod, target.to, target.port, target.protocol))}`,
      why: 'A violation, or an attacker, in one environment gets into the other.',
      remedy: 'Let the policies of both name the namespaces of their own environment.',
    });
  });
}

function isShared({ namespace }: BuiltObject, other: BuiltStack): boolean {
  return namespace !== undefined && other.workloadsIn(namespace).length > 0;
}

/** What the pods offer, the ports that any policy names, and one that none is likely to name. */
function targetsOf(stack: BuiltStack, policies: readonly NetworkPolicy[]): Target[] {
  const rules = policies.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const named = rules.flatMap(({ ports }) =>
    ports.flatMap(({ port, protocol }) => (typeof port === 'number' ? [{ port, protocol }] : [])),
  );
  const tried = [...named, { port: UNLIKELY_PORT, protocol: 'TCP' as const }];
  const distinct = new Map(tried.map((each) => [`${each.port}/${each.protocol}`, each]));
  const pods: readonly Pod[] = stack.workloads.map(({ pod }) => pod);
  return [
    ...offeredPorts({ pods }),
    ...pods.flatMap((pod) => Array.from(distinct.values(), (each) => ({ to: pod, ...each }))),
  ];
}

function isDeclared({ to, port, protocol }: Target, connections: readonly DeclaredConnection[] = []): boolean {
  return connections.some((each) => each.port === port && each.protocol === protocol && includes(each.to, to));
}

function found(
  rule: (typeof SEPARATION_RULE_NAMES)[number],
  { environment }: BuiltStack,
  violation: StackViolation,
): Finding {
  return findingOf(violation, { rule, severity: 'error', environment });
}
