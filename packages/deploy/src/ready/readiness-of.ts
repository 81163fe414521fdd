import type { ClusterObject, ObjectToSend } from '@k8s-blocks/cluster';
import { findKind, groupOf, textOf } from '@k8s-blocks/manifest';
import { conditionOf, formatCondition, isUnobserved } from './conditions.ts';
import { failed, type Readiness, ready, waiting } from './readiness.ts';
import { waitForOf } from './wait-for.ts';
import {
  daemonSetReadiness,
  deploymentReadiness,
  jobReadiness,
  podReadiness,
  replicaSetReadiness,
  statefulSetReadiness,
} from './workloads.ts';

type Judge = (object: ClusterObject) => Readiness;

/** How an object is seen, besides what it says itself. */
interface Seen {
  /** Whether its kind has a status. */
  readonly hasStatus: boolean;
  /** In milliseconds since 1970. */
  readonly now: number;
  /** When this run created it, by the same clock; undefined if it was there before. */
  readonly created: number | undefined;
}

/** How long a new custom resource may be without a status until it is taken as one that gets none, in milliseconds. */
const STATUS_WITHIN_MS = 10_000;

/** The kinds of Kubernetes that are waited for, by group and kind. All others are there once they are applied. */
const JUDGES: ReadonlyMap<string, Judge> = new Map([
  ['apps/DaemonSet', daemonSetReadiness],
  ['apps/Deployment', deploymentReadiness],
  ['apps/ReplicaSet', replicaSetReadiness],
  ['apps/StatefulSet', statefulSetReadiness],
  ['batch/Job', jobReadiness],
  ['/Pod', podReadiness],
  ['apiextensions.k8s.io/CustomResourceDefinition', definitionReadiness],
  ['apiregistration.k8s.io/APIService', (object) => declaredReadiness(object, 'Available', 'True')],
]);

/** Whether an object that was applied is waited for. */
export function isWaitedFor(object: ObjectToSend): boolean {
  const declared = waitForOf(object);
  if (declared !== undefined) return declared !== 'nothing';
  const { kind, group } = { kind: object.kind, group: groupOf(object.apiVersion) };
  return JUDGES.has(`${group}/${kind}`) || findKind({ group, kind }) === undefined;
}

/**
 * How far an object of a cluster is.
 *
 * @param declared what its manifest says that is waited for: {@link waitForOf}.
 */
export function readinessOf(object: ClusterObject, declared: ReturnType<typeof waitForOf>, seen: Seen): Readiness {
  if (declared === 'nothing') return ready();
  if (declared !== undefined) return declaredReadiness(object, declared.condition, declared.status);
  const judge = JUDGES.get(`${groupOf(object.apiVersion)}/${object.kind}`);
  return judge === undefined ? customReadiness(object, seen) : judge(object);
}

/** Whether a new object has no status, and may get one: a controller writes it within a moment, and there may be no controller. */
function isStatusDue({ status, metadata }: ClusterObject, { hasStatus, now, created }: Seen): boolean {
  // Its own timestamp is of the server's clock, which may be ahead or behind.
  const age = now - (created ?? Date.parse(textOf(metadata.creationTimestamp) ?? ''));
  return hasStatus && status === undefined && Math.abs(age) < STATUS_WITHIN_MS;
}

function declaredReadiness(object: ClusterObject, type: string, status: string): Readiness {
  if (isUnobserved(object, type)) return waiting('not seen by its controller yet');
  const condition = conditionOf(object, type);
  if (condition === undefined) return waiting(`no condition ${type} yet`);
  return condition.status.toLowerCase() === status.toLowerCase() ? ready() : waiting(formatCondition(condition));
}

/** Whether its kind is served. */
function definitionReadiness(object: ClusterObject): Readiness {
  const accepted = conditionOf(object, 'NamesAccepted');
  if (accepted?.status === 'False') return failed(formatCondition(accepted));
  return declaredReadiness(object, 'Established', 'True');
}

/**
 * Whether a custom resource is ready, by the conditions that controllers have in common. One without them is taken as ready: many kinds
 * have none. So is one without a status, once its controller has had the time to write one.
 *
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
 */
function customReadiness(object: ClusterObject, seen: Seen): Readiness {
  if (isUnobserved(object, 'Ready') || isStatusDue(object, seen)) return waiting('not seen by its controller yet');
  const stalled = conditionOf(object, 'Stalled');
  if (stalled?.status === 'True') return failed(formatCondition(stalled));
  const reconciling = conditionOf(object, 'Reconciling');
  if (reconciling?.status === 'True') return waiting(formatCondition(reconciling));
  const condition = conditionOf(object, 'Ready');
  return condition === undefined || condition.status === 'True' ? ready() : waiting(formatCondition(condition));
}
