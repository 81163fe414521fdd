import { fieldsOf, integerOf } from '@k8s-blocks/manifest';
import type { Labels } from '@k8s-blocks/reachability';
import type { Workload } from './workload.ts';

/** The most replicas of a StatefulSet whose own labels are tried. */
const MAX_REPLICAS = 1000;

/**
 * The labels of the pods of a workload, as selectors see them: of a StatefulSet those of each replica, which its controller gives
 * its name and index.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-name-label
 */
export function* replicaLabels({ object, pod, replicas = 1 }: Workload): Generator<Labels> {
  yield pod.labels;
  if (object.kind !== 'StatefulSet') return;
  const start = integerOf(fieldsOf(fieldsOf(object.fields.spec).ordinals).start) ?? 0;
  for (let ordinal = start; ordinal < start + Math.min(replicas, MAX_REPLICAS); ordinal += 1) {
    yield {
      ...pod.labels,
      'apps.kubernetes.io/pod-index': String(ordinal),
      'statefulset.kubernetes.io/pod-name': `${object.name}-${ordinal}`,
    };
  }
}

/** Whether a selector selects a pod of a workload. */
export function selectsPodOf(workload: Workload, matches: (labels: Labels) => boolean): boolean {
  for (const labels of replicaLabels(workload)) if (matches(labels)) return true;
  return false;
}
