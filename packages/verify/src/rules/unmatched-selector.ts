import { selectionOf } from '@k8s-blocks/findings';
import { fieldsOf, isAbsent, labelsOf, listOf, ownField } from '@k8s-blocks/manifest';
import { type Labels, type Policy, subjectTest } from '@k8s-blocks/reachability';
import type { BuiltObject } from '../built-object.ts';
import type { BuiltStack } from '../built-stack.ts';
import { labellerOf } from '../creators.ts';
import { missingPodsFor } from '../missing-pods.ts';
import { misspeltFrom } from '../misspelling.ts';
import { podMakerIn } from '../pod-makers.ts';
import { policyObject } from '../policy-object.ts';
import { selectsPodOf } from '../replica-labels.ts';
import type { StackRule, StackViolation } from '../rule.ts';
import { formatLabels, selectorOf } from '../selector.ts';
import type { Workload } from '../workload.ts';

type Code = 'no-pod-selected' | 'no-pod-for-scheduling';

/** What a selector that selects nothing leaves undone, by the type of the object. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  'v1 Service': 'Connections to it fail: it has no endpoints.',
  'policy/v1 PodDisruptionBudget': 'It protects nothing when a node is drained.',
};

/**
 * Selectors of Services, budgets and policies select a pod, and those of the affinities and spread constraints of a
 * pod that pod or another. Without a map, pods may be outside of the build: of a budget or policy it is a warning, and of a Service
 * where the build has no pods in the namespace; and a notice where an operator may make them, unless the labels are much like those of
 * a pod.
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
        const { field, labels, matches } = selector;
        const facts = factsOf(stack, object, matches);
        yield {
          ...noPodSelected(stack, object.namespace, labels, object.kind === 'Service'),
          object,
          field,
          why,
          ...facts,
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
  const isForPodOf = (policy: Policy, workload: Workload) =>
    selectsPodOf(workload, (labels) => isFor(policy, { ...workload.pod, labels }));
  for (const policy of stack.cluster.policies) {
    const { namespace, subject } = policy;
    const workloads = namespace === undefined ? stack.workloads : stack.workloadsIn(namespace);
    if (workloads.some((workload) => isForPodOf(policy, workload))) continue;
    if (namespace === undefined && stack.connections === undefined) continue;
    yield {
      ...noPodSelected(stack, namespace, subject.podSelector.matchLabels ?? {}, false),
      object: policyObject(stack, policy),
      field: subject.field,
      why: 'It isolates nothing: the pods that it is meant for stay open.',
      dueTo: missingPodsFor(stack, (pods) => isFor(policy, pods)),
    };
  }
}

const REMEDY = 'Select labels that the pods have.';

/** That a selector selects nothing, as sure as that is. */
function noPodSelected(stack: BuiltStack, namespace: string | undefined, labels: Labels, isService: boolean) {
  const code = 'no-pod-selected' as const;
  const problem = namespace === undefined ? 'It selects no pod of the build.' : `It selects no pod of "${namespace}".`;
  const certain = { code, problem, remedy: REMEDY };
  const meant = podLike(stack, namespace, labels);
  if (meant !== undefined) {
    return { ...certain, remedy: `${REMEDY} Those of ${meant.object.title} are ${formatLabels(meant.pod.labels)}.` };
  }
  if (stack.connections !== undefined) return certain;
  const labeller = isPartly(stack, namespace, labels) ? labellerOf(stack, namespace) : undefined;
  if (labeller !== undefined) {
    return {
      ...{ code, severity: 'notice' as const },
      problem: `It selects no pod of the build. ${labeller.title} lets an account label pods while they run.`,
      remedy: 'Select labels that those pods get.',
    };
  }
  const maker = podMakerIn(stack, namespace);
  if (maker !== undefined) {
    return {
      ...{ code, severity: 'notice' as const },
      problem: `It selects no pod of the build. ${maker.title} may be what such pods are made by.`,
      remedy: 'Select labels that those pods have.',
    };
  }
  return isService && stack.workloadsIn(namespace).length > 0 ? certain : { ...certain, severity: 'warning' as const };
}

/** Whether a pod has some of the labels, and none of the others: `app: db` without `role: leader`. */
function isPartly(stack: BuiltStack, namespace: string | undefined, labels: Labels): boolean {
  const wanted = Object.entries(labels);
  return stack.workloadsIn(namespace).some(({ pod }) => {
    const own = wanted.filter(([key]) => Object.hasOwn(pod.labels, key));
    return own.length > 0 && own.length < wanted.length && own.every(([key, value]) => pod.labels[key] === value);
  });
}

/** The workload whose labels are most likely meant: it has each key, with the same value or one that is spelt much alike. */
function podLike(stack: BuiltStack, namespace: string | undefined, labels: Labels): Workload | undefined {
  const wanted = Object.entries(labels);
  if (wanted.length === 0) return undefined;
  return stack.workloadsIn(namespace).find(({ pod }) =>
    wanted.every(([key, value]) => {
      const own = ownField(pod.labels, key);
      return own === value || (own !== undefined && misspeltFrom(value, [own]) !== undefined);
    }),
  );
}

/** The selector of an object. A Service without one has endpoints that are made by hand. */
function objectSelector({ type, fields }: BuiltObject) {
  const { selector } = fieldsOf(fields.spec);
  const isService = type === 'v1 Service';
  if (isService && Object.keys(labelsOf(selector)).length === 0) return undefined;
  const labels = labelsOf(isService ? selector : fieldsOf(selector).matchLabels);
  return { field: 'spec.selector', labels, matches: selectorOf(isService ? { matchLabels: selector } : selector) };
}

function matchesAny(stack: BuiltStack, namespace: string | undefined, matches: (labels: Labels) => boolean): boolean {
  return stack.workloadsIn(namespace).some((workload) => selectsPodOf(workload, matches));
}

function* spreadViolations(stack: BuiltStack, workload: Workload): Generator<StackViolation<Code>> {
  for (const { field, selector, isPreferred } of spreadSelectors(workload)) {
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
      severity: isPreferred && stack.connections === undefined ? 'notice' : 'warning',
      dueTo: missingPodsFor(
        stack,
        (pods) => pods.namespace === workload.namespace && selectorOf(selector)(pods.labels),
      ),
    };
  }
}

/** The selectors by which the scheduler spreads or gathers pods of the same namespace. */
function spreadSelectors({ spec, specPath }: Workload) {
  const constraints = listOf(spec.topologySpreadConstraints).map((each, index) => ({
    field: `${specPath}.topologySpreadConstraints[${index}].labelSelector`,
    selector: fieldsOf(each).labelSelector,
    isPreferred: false,
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
        isPreferred: false,
      })),
      ...preferred.map((entry, index) => ({
        term: fieldsOf(fieldsOf(entry).podAffinityTerm),
        path: `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm`,
        isPreferred: true,
      })),
    ];
  });
  const own = terms.filter(({ term }) => isAbsent(term.namespaces) && isAbsent(term.namespaceSelector));
  return [
    ...constraints,
    ...own.map(({ term, path, isPreferred }) => {
      return { field: `${path}.labelSelector`, selector: term.labelSelector, isPreferred };
    }),
  ];
}
