import {
  type Fields,
  fieldsOf,
  kindsNamed,
  labelsOf,
  listOf,
  type ObjectReference,
  podTemplateOf,
} from '@k8s-blocks/manifest';
import type { Pod } from '@k8s-blocks/reachability';
import { WORKLOAD_KINDS, type WorkloadKind } from '@k8s-blocks/topology';

/** The kind of a workload that an app can have; undefined for any other. */
export function workloadKindOf({ kind }: Fields): WorkloadKind | undefined {
  return WORKLOAD_KINDS.find((each) => each === kind);
}

/** The labels of the pods that an object makes. */
export function podLabelsOf(object: Fields): Readonly<Record<string, string>> {
  return labelsOf(fieldsOf(podTemplateOf(object)?.template.metadata).labels);
}

/** The spec of the pods that an object makes; without fields if it makes none. */
export function podSpecOf(object: Fields): Fields {
  return fieldsOf(podTemplateOf(object)?.template.spec);
}

/** The containers of the pods that an object makes; those that run beside one another, and then those before them. */
export function containersOf(object: Fields): Fields[] {
  const spec = podSpecOf(object);
  return [...listOf(spec.containers), ...listOf(spec.initContainers)].map(fieldsOf);
}

/** The labels by which a workload selects its pods; undefined where it does not by labels alone. A Job says none. */
export function selectorOf(object: Fields): Readonly<Record<string, string>> | undefined {
  const selector = fieldsOf(fieldsOf(object.spec).selector);
  const { matchLabels, matchExpressions } = selector;
  if (listOf(matchExpressions).length > 0) return undefined;
  const labels = labelsOf(matchLabels);
  return Object.keys(labels).length === 0 ? undefined : labels;
}

/** Whether labels have all those of a selector, which must have some. */
export function isSelected(
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean {
  const entries = Object.entries(selector);
  return entries.length > 0 && entries.every(([key, value]) => labels[key] === value);
}

/** The reference of the workload that a pod stands for: `Deployment web` in its namespace. */
export function referenceOfPod({
  namespace,
  name,
  workload,
}: Pick<Pod, 'namespace' | 'name' | 'workload'>): ObjectReference {
  const kind = workload?.slice(0, workload.indexOf(' ')) ?? 'Pod';
  const group = kindsNamed(kind)[0]?.group ?? '';
  return { group, kind, namespace, name: workload?.slice(kind.length + 1) ?? name };
}
