import type { ClusterObject } from '@k8s-blocks/cluster';
import { fieldsOf } from '@k8s-blocks/manifest';
import type { WatchedObjects } from './watched-objects.ts';

const REVISION = 'deployment.kubernetes.io/revision';

/**
 * The pods of the newest revision of a workload: those of older ones are about to end, and whatever is wrong with them is no fault of what
 * was applied.
 */
export function newestPodsOf(
  workload: ClusterObject,
  objects: Pick<WatchedObjects, 'ownedBy'>,
): readonly ClusterObject[] {
  const { kind, metadata, status } = workload;
  if (kind === 'Pod') return [workload];
  if (kind === 'Deployment') {
    const newest = objects
      .ownedBy(workload, 'ReplicaSet')
      .find((each) => annotationOf(each, REVISION) === annotationOf(workload, REVISION));
    return newest === undefined ? [] : objects.ownedBy(newest, 'Pod');
  }
  const pods = objects.ownedBy(workload, 'Pod');
  if (kind === 'StatefulSet') {
    const { updateRevision } = fieldsOf(status);
    return pods.filter((pod) => labelOf(pod, 'controller-revision-hash') === updateRevision);
  }
  if (kind !== 'DaemonSet') return pods;
  const generation = annotationOf(workload, 'deprecated.daemonset.template.generation') ?? String(metadata.generation);
  return pods.filter((pod) => labelOf(pod, 'pod-template-generation') === generation);
}

function annotationOf({ metadata }: ClusterObject, name: string): unknown {
  return fieldsOf(metadata.annotations)[name];
}

function labelOf({ metadata }: ClusterObject, name: string): unknown {
  return fieldsOf(metadata.labels)[name];
}
