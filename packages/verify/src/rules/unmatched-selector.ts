import { selectionOf } from '@k8s-blocks/findings';
import { fieldsOf, isAbsent, labelsOf, listOf } from '@k8s-blocks/manifest';
import { type Labels, subjectTest } from '@k8s-blocks/reachability';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { missingPodsFor } from '../missing-pods.ts';
import { policyObject } from '../policy-object.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { selectorOf } from '../selector.ts';
import type { Workload } from '../workload.ts';

type Code = 'no-pod-selected' | 'no-pod-for-scheduling';

/** What a selector that selects nothing leaves undone, by the type of the object. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  'v1 Service': 'Connections to it fail: it has no endpoints.',
  'policy/v1 PodDisruptionBudget': 'It protects nothing when a node is drained.',
};

/**
 * Selectors of Services, budgets and policies select a pod, and those of the affinities and spread constraints of a
 * pod that pod or another.
 *
 * Why: a Service has no endpoints, a budget protects nothing, a policy isolates nothing.
 *
 * @example
 * apiVersion: v1
 * kind: Service
 * spec:
 *   selector: { app: wbe } # the pods are web
 *   ports: [{ port: 80 }]
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export const unmatchedSelector: StackRule<Code> = {
  name: 'unmatched-selector',
  severity: 'error',
  *check(stack) {
    for (const [type, why] of Object.entries(CONSEQUENCES)) {
      for (const object of stack.ofType(type)) {
        const selector = objectSelector(object);
        if (selector === undefined || matchesAny(stack, object.namespace, selector.matches)) continue;
        yield {
          code: 'no-pod-selected',
          object,
          field: selector.field,
          problem: `It selects no pod of "${object.namespace}".`,
          why,
          remedy: REMEDY,
          ...factsOf(stack, object, selector.matches),
        };
      }
    }
    yield* policyViolations(stack);
    for (const workload of stack.workloads) yield* spreadViolations(stack, workload);
  },
};

/** Why nothing may be selected. */
function factsOf(stack: BuiltStack, { kind, namespace, reference }: BuiltObject, matches: (labels: Labels) => boolean) {
  const missing = missingPodsFor(stack, (pods) => pods.namespace === namespace && matches(pods.labels));
  if (kind !== 'Service') return { dueTo: missing };
  return { dueTo: [selectionOf(reference), ...missing] };
}

/** Policies that select no pod. One of the whole cluster may be for pods of others, where it is not known which there are. */
function* policyViolations(stack: BuiltStack): Generator<StackViolation<Code>> {
  const isFor = subjectTest(stack.cluster);
  for (const policy of stack.cluster.policies) {
    const { namespace, subject } = policy;
    const workloads = namespace === undefined ? stack.workloads : stack.workloadsIn(namespace);
    if (workloads.some(({ pod }) => isFor(policy, pod))) continue;
    if (namespace === undefined && stack.connections === undefined) continue;
    yield {
      code: 'no-pod-selected',
      object: policyObject(stack, policy),
      field: subject.field,
      problem: namespace === undefined ? 'It selects no pod of the build.' : `It selects no pod of "${namespace}".`,
      why: 'It isolates nothing: the pods that it is meant for stay open.',
      remedy: REMEDY,
      dueTo: missingPodsFor(stack, (pods) => isFor(policy, pods)),
    };
  }
}

const REMEDY = 'Select labels that the pods have.';

/** The selector of an object. A Service without one has endpoints that are made by hand. */
function objectSelector({ type, fields }: BuiltObject) {
  const { selector } = fieldsOf(fields.spec);
  const isService = type === 'v1 Service';
  if (isService && Object.keys(labelsOf(selector)).length === 0) return undefined;
  return { field: 'spec.selector', matches: selectorOf(isService ? { matchLabels: selector } : selector) };
}

function matchesAny(stack: BuiltStack, namespace: string | undefined, matches: (labels: Labels) => boolean): boolean {
  return stack.workloadsIn(namespace).some(({ pod }) => matches(pod.labels));
}

function* spreadViolations(stack: BuiltStack, workload: Workload): Generator<StackViolation<Code>> {
  for (const { field, selector } of spreadSelectors(workload)) {
    if (isAbsent(selector) || matchesAny(stack, workload.namespace, selectorOf(selector))) continue;
    const why = 'The scheduler ignores the constraint.';
    const problem = `It selects no pod of "${workload.namespace}".`;
    yield {
      code: 'no-pod-for-scheduling',
      object: workload.object,
      field,
      problem,
      why,
      remedy: REMEDY,
      dueTo: missingPodsFor(
        stack,
        (pods) => pods.namespace === workload.namespace && selectorOf(selector)(pods.labels),
      ),
      severity: 'warning',
    };
  }
}

/** The selectors by which the scheduler spreads or gathers pods of the same namespace. */
function spreadSelectors({ spec, specPath }: Workload) {
  const constraints = listOf(spec.topologySpreadConstraints).map((each, index) => ({
    field: `${specPath}.topologySpreadConstraints[${index}].labelSelector`,
    selector: fieldsOf(each).labelSelector,
  }));
  const terms = ['podAffinity', 'podAntiAffinity'].flatMap((name) => {
    const path = `${specPath}.affinity.${name}`;
    const affinity = fieldsOf(fieldsOf(spec.affinity)[name]);
    const required = listOf(affinity.requiredDuringSchedulingIgnoredDuringExecution);
    const preferred = listOf(affinity.preferredDuringSchedulingIgnoredDuringExecution);
    return [
      ...required.map((term, index) => ({
        term: fieldsOf(term),
        path: `${path}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`,
      })),
      ...preferred.map((entry, index) => ({
        term: fieldsOf(fieldsOf(entry).podAffinityTerm),
        path: `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm`,
      })),
    ];
  });
  const own = terms.filter(({ term }) => isAbsent(term.namespaces) && isAbsent(term.namespaceSelector));
  return [
    ...constraints,
    ...own.map(({ term, path }) => ({ field: `${path}.labelSelector`, selector: term.labelSelector })),
  ];
}
