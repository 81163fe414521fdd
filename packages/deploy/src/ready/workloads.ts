import type { ClusterObject } from '@k8s-blocks/cluster';
import { type Fields, fieldsOf, integerOf, textOf } from '@k8s-blocks/manifest';
import { conditionOf, formatCondition } from './conditions.ts';
import { failed, type Readiness, ready, waiting } from './readiness.ts';

/** Not seen by its controller: what its status says is of an older generation, or there is none. */
const UNSEEN = waiting('not seen by its controller yet');

/**
 * Whether a Deployment is rolled out, as `kubectl rollout status` judges.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
 */
export function deploymentReadiness(object: ClusterObject): Readiness {
  if (!isObserved(object)) return UNSEEN;
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return failed(formatCondition(progressing));
  const { spec, status } = partsOf(object);
  const wanted = integerOf(spec.replicas) ?? 1;
  const updated = countOf(status, 'updatedReplicas');
  const old = countOf(status, 'replicas') - updated;
  if (updated < wanted) return waiting(`${updated}/${wanted} updated`);
  if (old > 0) return waiting(`${updated}/${wanted} updated, ${old} old left`);
  return counted(countOf(status, 'availableReplicas'), wanted);
}

/** Whether a StatefulSet is rolled out, as `kubectl rollout status` judges. */
export function statefulSetReadiness(object: ClusterObject): Readiness {
  if (!isObserved(object)) return UNSEEN;
  const { spec, status } = partsOf(object);
  const wanted = integerOf(spec.replicas) ?? 1;
  const readyCount = countOf(status, 'readyReplicas');
  const { type, rollingUpdate } = fieldsOf(spec.updateStrategy);
  // Whoever updates on deletion replaces the pods by hand, at any later time.
  if (type === 'OnDelete') return counted(readyCount, wanted);
  const updatable = wanted - (integerOf(fieldsOf(rollingUpdate).partition) ?? 0);
  const updated = status.currentRevision === status.updateRevision ? wanted : countOf(status, 'updatedReplicas');
  if (readyCount < wanted || updated >= updatable) return counted(readyCount, wanted);
  return waiting(`${updated}/${updatable} updated`);
}

/** Whether a DaemonSet is rolled out, as `kubectl rollout status` judges. */
export function daemonSetReadiness(object: ClusterObject): Readiness {
  if (!isObserved(object)) return UNSEEN;
  const { spec, status } = partsOf(object);
  const wanted = countOf(status, 'desiredNumberScheduled');
  if (fieldsOf(spec.updateStrategy).type === 'OnDelete') return counted(countOf(status, 'numberReady'), wanted);
  const updated = countOf(status, 'updatedNumberScheduled');
  return updated < wanted
    ? waiting(`${updated}/${wanted} updated`)
    : counted(countOf(status, 'numberAvailable'), wanted);
}

/** Whether a ReplicaSet has its pods. */
export function replicaSetReadiness(object: ClusterObject): Readiness {
  if (!isObserved(object)) return UNSEEN;
  const { spec, status } = partsOf(object);
  return counted(countOf(status, 'availableReplicas'), integerOf(spec.replicas) ?? 1);
}

/** Whether a Job has completed. */
export function jobReadiness(object: ClusterObject): Readiness {
  const { spec, status } = partsOf(object);
  if (conditionOf(object, 'Complete')?.status === 'True') return ready('completed');
  const failure = conditionOf(object, 'Failed');
  if (failure?.status === 'True') return failed(formatCondition(failure));
  if (spec.suspend === true) return ready('suspended');
  const completions = integerOf(spec.completions);
  const succeeded = countOf(status, 'succeeded');
  return waiting(completions === undefined ? `${succeeded} completed` : `${succeeded}/${completions} completed`);
}

/** Whether a pod that no controller made is ready, or has ended well. */
export function podReadiness(object: ClusterObject): Readiness {
  const { status } = partsOf(object);
  const phase = textOf(status.phase) ?? '';
  if (phase === 'Succeeded') return ready('completed');
  if (phase === 'Failed')
    return failed([status.reason, status.message].map(textOf).filter(Boolean).join(': ') || phase);
  return conditionOf(object, 'Ready')?.status === 'True' ? ready() : waiting(phase.toLowerCase() || 'pending');
}

/** A workload always has a status once its controller has seen it. */
function isObserved({ metadata, status }: ClusterObject): boolean {
  const observed = integerOf(fieldsOf(status).observedGeneration);
  return observed !== undefined && observed >= (integerOf(metadata.generation) ?? 0);
}

function counted(number: number, wanted: number): Readiness {
  const text = `${number}/${wanted} ready`;
  return { ...(number >= wanted ? ready(text) : waiting(text)), pods: { ready: number, wanted } };
}

function partsOf({ spec, status }: ClusterObject): { readonly spec: Fields; readonly status: Fields } {
  return { spec: fieldsOf(spec), status: fieldsOf(status) };
}

function countOf(status: Fields, field: string): number {
  return integerOf(status[field]) ?? 0;
}
