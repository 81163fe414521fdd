import type { WorkloadKind } from '@k8s-blocks/topology';
import { includes } from '@k8s-blocks/verify';
import type { OwnWorkload } from './context.ts';
import type { PodEnd } from './flow.ts';

/**
 * What the names of pods have after the name of the object that makes them. Kubernetes takes random parts from an alphabet without
 * vowels, so that most words are none.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
 */
const ENDINGS: Readonly<Record<WorkloadKind, RegExp>> = {
  Deployment: /^-[bcdfghjklmnpqrstvwxz2456789]{1,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  StatefulSet: /^-\d{1,10}$/,
  DaemonSet: /^-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  Job: /^-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
  CronJob: /^-\d{1,12}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
};

/** What the names of what makes pods have after the name of the workload: a ReplicaSet of a Deployment, a Job of a CronJob. */
const MADE: Readonly<Partial<Record<WorkloadKind, RegExp>>> = {
  Deployment: /^-[bcdfghjklmnpqrstvwxz2456789]{1,10}$/,
  CronJob: /^-\d{1,12}$/,
};

/**
 * The workload of the map that a pod is of: by what made it, else by its labels, else by its name, since a log may have any of
 * these, and labels may be those of before a change. Without a namespace, a workload of that name.
 */
export function ownWorkloadOf(end: PodEnd, own: readonly OwnWorkload[]): OwnWorkload | undefined {
  const { namespace, labels, name, workloads } = end;
  if (namespace === undefined) return own.find(({ workload }) => workload.name === name);
  const candidates = own.filter((each) => each.namespace === namespace);
  const made = workloads.flatMap((by) => candidates.filter((each) => isMadeBy(each, by)));
  if (made[0] !== undefined) return made[0];
  const selected = candidates.filter(({ workload }) => {
    return labels !== undefined && includes({ namespace, pods: workload.selector }, { namespace, labels });
  });
  if (selected[0] !== undefined) return selected[0];
  return candidates.find(({ objectName, workload: { kind } }) => {
    return name !== undefined && (name === objectName || hasEnding(name, objectName, ENDINGS[kind]));
  });
}

function isMadeBy({ objectName, workload }: OwnWorkload, by: PodEnd['workloads'][number]): boolean {
  if (by.name === objectName) return by.kind === undefined || by.kind === workload.kind;
  const ending = MADE[workload.kind];
  return (
    by.kind !== undefined && by.kind !== workload.kind && ending !== undefined && hasEnding(by.name, objectName, ending)
  );
}

function hasEnding(name: string, start: string, ending: RegExp): boolean {
  return name.startsWith(start) && ending.test(name.slice(start.length));
}
