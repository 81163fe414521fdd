import type { ClusterObject } from '@k8s-blocks/cluster';
import { type Fields, fieldsOf, integerOf, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import { conditionOf } from '../ready/conditions.ts';

/**
 * How sure it is that a pod does not start:
 *
 * - `certain`: nothing that the kubelet tries again can change it;
 * - `if-it-lasts`: the next try may succeed, as when a registry or a Secret is a little late;
 * - `uncertain`: only time tells. A cluster may get more nodes, and a container that ended may come up once those are there that it
 *   calls.
 */
export type Certainty = 'certain' | 'if-it-lasts' | 'uncertain';

/** Why a pod, or a container of it, is not running. */
export interface Trouble {
  /** Absent if it is about the whole pod. */
  readonly container?: string;
  /** One word of Kubernetes: `ImagePullBackOff`. */
  readonly reason: string;
  /** What happened, as sentences, with text of the cluster: make it printable. */
  readonly text: string;
  /** What the container has said at its end, which may be anything, values of Secrets too. */
  readonly lastWords?: string;
  readonly certainty: Certainty;
}

/** Reasons that a kubelet gives for a container that waits, and that no other try changes. */
const CERTAIN: ReadonlySet<string> = new Set(['ErrImageNeverPull', 'InvalidImageName']);

/** Reasons that may pass with another try of the kubelet. */
const IF_IT_LASTS: ReadonlySet<string> = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'ErrImagePull',
  'ImageInspectError',
  'ImagePullBackOff',
  'PreCreateHookError',
  'PreStartHookError',
  'PostStartHookError',
  'RegistryUnavailable',
  'RunContainerError',
  'SignatureValidationFailed',
  'StartError',
]);

/**
 * After how many restarts a container that ends again and again is given up: it then ended four times, and the kubelet waited 10, 20 and
 * 40 seconds in between. The first ends are forgiven: many programs end until those are there that they call.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
const MAX_RESTARTS = 3;

/** Why a pod is not running; empty if it is, or is only on its way. */
export function podTroubles(pod: ClusterObject): readonly Trouble[] {
  if (pod.metadata.deletionTimestamp !== undefined) return [];
  const status = fieldsOf(pod.status);
  const statuses = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'].flatMap((field) =>
    listOf(status[field]).map(fieldsOf),
  );
  return [...scheduling(pod), ...statuses.flatMap(containerTrouble)];
}

function scheduling(pod: ClusterObject): readonly Trouble[] {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status !== 'False') return [];
  const reason = scheduled.reason === '' ? 'Unschedulable' : scheduled.reason;
  return [{ reason, text: `It is on no node: ${scheduled.message || reason}`, certainty: 'uncertain' }];
}

function containerTrouble(status: Fields): readonly Trouble[] {
  const container = nonEmptyTextOf(status.name) ?? '';
  const { waiting: anyWaiting } = fieldsOf(status.state);
  const { reason: anyReason, message } = fieldsOf(anyWaiting);
  const reason = nonEmptyTextOf(anyReason) ?? '';
  const restarts = integerOf(status.restartCount) ?? 0;
  if (reason === 'CrashLoopBackOff' || (reason === '' && restarts > 0 && status.ready !== true)) {
    const named = reason === '' ? '' : ` (${reason})`;
    const text = `The container ${container} ends each time${named}${lastEnd(status)}; it was restarted ${timesOf(restarts)}.`;
    const certainty = restarts >= MAX_RESTARTS && reason !== '' ? 'certain' : 'uncertain';
    return [{ container, reason: reason || 'Restarted', text, ...lastWords(status), certainty }];
  }
  if (!CERTAIN.has(reason) && !IF_IT_LASTS.has(reason)) return [];
  const said = nonEmptyTextOf(message);
  const ofImage = /Image|Registry|Signature/.test(reason)
    ? `, whose image is ${nonEmptyTextOf(status.image) ?? 'not named'},`
    : '';
  const text = `The container ${container}${ofImage} does not start: ${reason}${said === undefined ? '' : `: ${said}`}`;
  return [{ container, reason, text, certainty: CERTAIN.has(reason) ? 'certain' : 'if-it-lasts' }];
}

/** What a container has written to its termination log, or its last lines, where it is configured so. */
function lastWords(status: Fields): Pick<Trouble, 'lastWords'> {
  const said = nonEmptyTextOf(fieldsOf(endOf(status)).message)?.trim() ?? '';
  return said === '' ? {} : { lastWords: said };
}

/** How a container ended last: `, last with the exit code 137 (OOMKilled)`. */
function lastEnd(status: Fields): string {
  const end = endOf(status);
  if (end === undefined) return '';
  const reason = nonEmptyTextOf(end.reason);
  const named = reason === undefined || reason === 'Error' ? '' : ` (${reason})`;
  return `, last with the exit code ${integerOf(end.exitCode) ?? '?'}${named}`;
}

/** The last end of a container; undefined if it has not ended. */
function endOf({ lastState, state }: Fields): Fields | undefined {
  return [lastState, state].map((each) => fieldsOf(fieldsOf(each).terminated)).find((each) => 'exitCode' in each);
}

function timesOf(number: number): string {
  return number === 1 ? 'once' : `${number} times`;
}
