import { declaredTargetOf, existenceOf, listingOf, passageOf, podsWith, selectionOf } from '@k8s-blocks/findings';
import {
  type DirectionVerdict,
  type Endpoint,
  explain,
  type PolicyName,
  type PolicyType,
  type Service,
} from '@k8s-blocks/reachability';
import type { BuiltStack } from '../built-stack.ts';
import { type DeclaredConnection, namespaceOf, type Party } from '../connection.ts';
import { meantPodsFor } from '../missing-pods.ts';
import { hasLabels, INTERNET, includes } from '../party.ts';
import { policyObject } from '../policy-object.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { formatLabels, selectorOf } from '../selector.ts';
import { portsToTry } from '../tried-ports.ts';
import { alternativesOf, endpointsOf } from '../witness.ts';

type Code =
  | 'workload-missing'
  | 'policy-denies'
  | 'port-not-offered'
  | 'service-missing'
  | 'service-port-missing'
  | 'service-leads-elsewhere'
  | 'service-selects-others'
  | 'service-misses-pods';

/**
 * Every declared connection works: the egress of each caller and the ingress of each callee allow it on the port of
 * the pod, a container lists that port, and each Service of the connection leads to it.
 *
 * Why: a connection that one of them lacks times out or is refused.
 *
 * @example
 * # declared: web calls api on port 8080
 * apiVersion: networking.k8s.io/v1
 * kind: NetworkPolicy
 * metadata: { name: api }
 * spec:
 *   podSelector: { matchLabels: { app: api } }
 *   ingress:
 *     - ports: [{ port: 80 }] # the port of the Service, not of the pods
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const declaredConnection: StackRule<Code> = {
  name: 'declared-connection',
  severity: 'error',
  *check(stack) {
    for (const connection of stack.connections ?? []) {
      const callers = endpointsOf(connection.from, stack);
      const callees = endpointsOf(connection.to, stack);
      if (callers.length === 0) yield missingParty(stack, connection.from, connection);
      if (callees.length === 0) yield missingParty(stack, connection.to, connection);
      yield* policyViolations(stack, connection);
      yield* offerViolations(stack, connection, callees);
      for (const service of connection.services ?? []) yield* serviceViolations(stack, connection, service, callees);
    }
  },
};

function missingParty(stack: BuiltStack, party: Party, { why }: DeclaredConnection): StackViolation<Code> {
  const labels = party !== 'anywhere' && 'pods' in party ? (party.pods ?? {}) : {};
  const namespace = namespaceOf(party) ?? '';
  return {
    code: 'workload-missing',
    object: stack.find('v1 Namespace', undefined, namespace) ?? { group: '', kind: 'Namespace', name: namespace },
    problem: `No workload in it has the labels ${formatLabels(labels)}.`,
    why: whyOf(why),
    remedy: 'Give the pods these labels, or correct the declared connection.',
    breaks: [podsWith(namespace, labels)],
    dueTo: meantPodsFor(stack, (pods) => pods.namespace === namespace && hasLabels(pods.labels, labels)),
  };
}

/** What policies deny of a connection. Several pods or addresses may stand for one party: what is denied to it is reported once. */
function* policyViolations(stack: BuiltStack, connection: DeclaredConnection): Generator<StackViolation<Code>> {
  const reported = new Set<string>();
  for (const from of alternativesOf(connection.from, stack)) {
    for (const to of alternativesOf(connection.to, stack)) {
      for (const { key, ...violation } of leastDenials(stack, connection, from, to)) {
        if (!reported.has(key)) yield violation;
        reported.add(key);
      }
    }
  }
}

/** What is denied to the first of some callers and callees; nothing if any two of them are let through. */
function leastDenials(
  stack: BuiltStack,
  connection: DeclaredConnection,
  callers: readonly Endpoint[],
  callees: readonly Endpoint[],
): readonly Denial[] {
  let first: readonly Denial[] | undefined;
  for (const from of callers) {
    for (const to of callees) {
      const denials = denialsOf(stack, connection, from, to);
      if (denials.length === 0) return [];
      first ??= denials;
    }
  }
  return first ?? [];
}

/** @property key what is the same for all denials that are reported once. */
type Denial = StackViolation<Code> & { readonly key: string };

const DIRECTIONS = ['Egress', 'Ingress'] as const;

/** What policies deny between two: one denial for each direction, on the first port that is denied. */
function denialsOf(stack: BuiltStack, connection: DeclaredConnection, from: Endpoint, to: Endpoint): readonly Denial[] {
  const { protocol, why } = connection;
  const denials = portsToTry(stack, connection).flatMap((port) => {
    const verdict = stack.evaluator.verdict(from, to, port, protocol);
    return DIRECTIONS.flatMap((direction) => {
      const denial = denialOf(direction === 'Egress' ? verdict.egress : verdict.ingress, direction);
      return denial === undefined ? [] : [{ ...denial, port, verdict, direction }];
    });
  });
  return DIRECTIONS.flatMap((direction) => {
    const denial = denials.find((each) => each.direction === direction);
    if (denial === undefined) return [];
    const { policy, field, port, verdict } = denial;
    const object = policyObject(stack, policy);
    const key = JSON.stringify([direction, workloadOf(from), workloadOf(to)]);
    const remedy = `Let port ${port}/${protocol} through in ${field}.`;
    const problem = explain(verdict);
    // Where both ends deny it, correcting one of them is not enough.
    const breaks = verdict.egress.allowed === verdict.ingress.allowed ? [] : [passageOf(problem)];
    return [{ key, code: 'policy-denies', object, field, problem, why: whyOf(why), remedy, breaks }];
  });
}

/** The policy that denies a direction, and the field in which it would be allowed. */
function denialOf(
  verdict: DirectionVerdict,
  direction: PolicyType,
): { readonly policy: PolicyName; readonly field: string } | undefined {
  if (verdict.allowed) return undefined;
  if (verdict.reason === 'rule') return { policy: verdict.rule, field: verdict.rule.field };
  const [policy] = verdict.isolatedBy;
  return policy && { policy, field: `spec.${direction.toLowerCase()}` };
}

/** The name of the workload at an end of a connection; none for one outside of the build. */
function workloadOf(endpoint: Endpoint): string | undefined {
  return 'ip' in endpoint ? undefined : endpoint.name;
}

/** Workloads of the build that do not list the port. Of others nothing is known. */
function* offerViolations(
  stack: BuiltStack,
  { to, port, protocol, why }: DeclaredConnection,
  callees: readonly Endpoint[],
): Generator<StackViolation<Code>> {
  for (const { object, pod, specPath } of stack.workloadsIn(namespaceOf(to))) {
    if (!callees.includes(pod) || pod.ports.some((each) => each.port === port && each.protocol === protocol)) continue;
    yield {
      code: 'port-not-offered',
      object,
      field: `${specPath}.containers`,
      problem: `No container offers port ${port}/${protocol}, which is called.`,
      why: whyOf(why),
      remedy: `List containerPort ${port} among the ports of the container that listens on it.`,
      breaks: [listingOf(object.reference, port, protocol)],
    };
  }
}

/** What is wrong with a Service of the connection, which is to lead to the callees. */
function* serviceViolations(
  stack: BuiltStack,
  { to, port, protocol, why }: DeclaredConnection,
  offered: { readonly name: string; readonly port: number },
  callees: readonly Endpoint[],
): Generator<StackViolation<Code>> {
  const namespace = namespaceOf(to);
  if (namespace === undefined) return;
  const reference = { group: '', kind: 'Service', namespace, name: offered.name };
  const object = stack.find('v1 Service', namespace, offered.name) ?? reference;
  const violation = { object, why: whyOf(why), remedy: `Let it offer port ${offered.port} to ${port}/${protocol}.` };
  const service = stack.service(namespace, offered.name);
  if (service === undefined)
    return yield {
      code: 'service-missing',
      ...violation,
      problem: 'There is no such Service.',
      breaks: [existenceOf(reference)],
    };
  if (!service.ports.some((each) => each.port === offered.port && each.protocol === protocol)) {
    return yield {
      code: 'service-port-missing',
      ...violation,
      field: 'spec.ports',
      problem: `It has no port ${offered.port}/${protocol}.`,
    };
  }
  const { endpoints } = stack.evaluator.verdictToService(INTERNET, service, offered.port, protocol);
  const wrong = endpoints.find((each) => each.port !== port);
  if (wrong !== undefined) {
    const problem = `Its port ${offered.port} leads to port ${wrong.port} of the pods, not to ${port}.`;
    yield {
      code: 'service-leads-elsewhere',
      ...violation,
      field: 'spec.ports',
      problem,
      breaks: [declaredTargetOf(reference, offered.port)],
    };
  }
  for (const each of selectorViolations(stack, service, to, callees))
    yield { ...violation, field: 'spec.selector', ...each };
}

/** The pods of others that a Service selects, or may come to select, and those of the callee that it does not. */
function* selectorViolations(
  stack: BuiltStack,
  { namespace, name, selector }: Service,
  party: Party,
  callees: readonly Endpoint[],
): Generator<Pick<StackViolation<Code>, 'code' | 'problem' | 'severity' | 'breaks'>> {
  if (selector !== undefined && !includes(party, { namespace, labels: selector })) {
    const problem = `It selects ${formatLabels(selector)}, which other pods than the callee's may have too.`;
    yield { code: 'service-selects-others', problem, severity: 'warning' };
  }
  const selects = selectorOf(selector === undefined ? undefined : { matchLabels: selector });
  for (const { object, pod } of stack.workloadsIn(namespace)) {
    const isSelected = selects(pod.labels);
    if (callees.includes(pod) === isSelected) continue;
    yield isSelected
      ? {
          code: 'service-selects-others',
          problem: `It selects the pods of ${object.title} too, which are not the callee's.`,
        }
      : {
          code: 'service-misses-pods',
          problem: `It does not select the pods of ${object.title}.`,
          breaks: [selectionOf({ group: '', kind: 'Service', namespace, name })],
        };
  }
}

function whyOf(purpose: string): string {
  return `Then this does not work: ${purpose}.`;
}
