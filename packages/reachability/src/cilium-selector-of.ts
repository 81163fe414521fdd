import { labelSelectorOf } from './label-selector-of.ts';
import type { LabelSelector, LabelSelectorRequirement } from './model.ts';

/** A selector of Cilium as selectors of labels of pods and of their namespaces, both of which must hold. */
export interface CiliumSelector {
  readonly podSelector: LabelSelector;
  /** Absent: the selector says nothing of namespaces. */
  readonly namespaceSelector?: LabelSelector;
  /** Why it is read as one that selects nothing: a sentence. Absent: it is not. */
  readonly problem?: string;
}

/** What Cilium calls the namespace of a pod. */
const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** How Cilium's names of the labels of namespaces begin. */
const NAMESPACE_LABEL = 'io.cilium.k8s.namespace.labels.';

const NOTHING: LabelSelector = { matchExpressions: [{ key: '', operator: 'In', values: [] }] };

/**
 * How labels begin that Cilium leaves out of the identity of a pod, so that no selector finds pods by them, unless the cluster
 * says so.
 *
 * @see https://docs.cilium.io/en/stable/operations/performance/scalability/identity-relevant-labels/
 */
const IGNORED = [
  'io.kubernetes',
  'kubernetes.io',
  'statefulset.kubernetes.io/pod-name',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/controller-uid',
  'beta.kubernetes.io',
  'k8s.io',
  'pod-template-generation',
  'pod-template-hash',
  'controller-revision-hash',
];

/**
 * The selector that a field holds; undefined if it is absent. The source of a label (`k8s:`, `any:`) is left out. One that
 * selects by something else than labels of pods and namespaces selects nothing.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/kubernetes/#namespaces
 */
export function ciliumSelectorOf(value: unknown): CiliumSelector | undefined {
  const selector = labelSelectorOf(value);
  if (selector === undefined) return undefined;
  const requirements = requirementsOf(selector);
  const unknown = requirements.find(({ key }) => isUnknown(key));
  if (unknown !== undefined) {
    const problem = `It selects by "${unknown.key}", which is not known here, and is judged as if it selected nothing.`;
    return { podSelector: NOTHING, problem };
  }
  const known = requirements.map((each) => ({ ...each, key: withoutSource(each.key) }));
  const ofNamespace = known.flatMap((each) => {
    const key = namespaceKey(each.key);
    return key === undefined ? [] : [{ ...each, key }];
  });
  const ofPods = known.filter(({ key }) => namespaceKey(key) === undefined);
  return {
    podSelector: selectorOf(ofPods),
    ...(ofNamespace.length === 0 ? {} : { namespaceSelector: selectorOf(ofNamespace) }),
  };
}

/** A requirement of one value is a label. Two of one label are both kept. */
function selectorOf(requirements: readonly LabelSelectorRequirement[]): LabelSelector {
  const labels = new Map<string, string>();
  const others: LabelSelectorRequirement[] = [];
  for (const requirement of requirements) {
    const [value, ...more] = requirement.values ?? [];
    const isLabel = requirement.operator === 'In' && value !== undefined && more.length === 0;
    if (isLabel && !labels.has(requirement.key)) labels.set(requirement.key, value);
    else others.push(requirement);
  }
  return { matchLabels: Object.fromEntries(labels), matchExpressions: others };
}

/** The selector of the pods of a policy that is in a namespace: Cilium puts that namespace in the place of any other. */
export function withoutNamespace({ podSelector, problem }: CiliumSelector): CiliumSelector {
  return { podSelector, ...(problem === undefined ? {} : { problem }) };
}

function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelectorRequirement[] {
  const equalities = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
  return [...equalities, ...matchExpressions];
}

function withoutSource(key: string): string {
  return key.replace(/^(?:k8s|any):/, '');
}

/** A source of labels that are not Kubernetes', a ServiceAccount, a cluster of a mesh, or a label that Cilium leaves out. */
function isUnknown(key: string): boolean {
  const label = withoutSource(key);
  if (namespaceKey(label) !== undefined) return false;
  return label.includes(':') || label.startsWith('io.cilium.') || IGNORED.some((start) => label.startsWith(start));
}

/** The key of the namespace's label that a key is about; undefined for one about pods. */
function namespaceKey(key: string): string | undefined {
  if (key === NAMESPACE) return NAMESPACE_NAME;
  return key.startsWith(NAMESPACE_LABEL) ? key.slice(NAMESPACE_LABEL.length) : undefined;
}
