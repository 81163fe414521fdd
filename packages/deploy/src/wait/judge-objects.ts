import {
  type ApiResource,
  addressOf,
  type ClusterObject,
  type ObjectAddress,
  type ObjectToSend,
} from '@k8s-blocks/cluster';
import { groupOf, type ObjectReference } from '@k8s-blocks/manifest';
import { conditionOf, formatCondition, isUnobserved } from '../ready/conditions.ts';
import { type Readiness, waiting } from '../ready/readiness.ts';
import { readinessOf } from '../ready/readiness-of.ts';
import { type WaitFor, waitForOf } from '../ready/wait-for.ts';
import { podTroubles, type Trouble } from '../trouble/pod-trouble.ts';
import type { JudgedTrouble, TroubleHistory } from '../trouble/trouble-history.ts';
import { newestPodsOf } from './pods-of.ts';
import type { WatchedObjects } from './watched-objects.ts';

/** An object that is waited for. */
export interface WaitedObject extends ObjectReference {
  readonly address: ObjectAddress;
  readonly declared: WaitFor | undefined;
  /** Whether its kind has a status. */
  readonly hasStatus: boolean;
}

/** When a run created the objects that were not there before, by uid: in milliseconds since 1970, by the clock of this machine. */
export type CreatedObjects = ReadonlyMap<string, number>;

/** How far one object is, and what is wrong with its pods, or with itself. */
export interface ObjectState {
  readonly object: WaitedObject;
  /** Whether the cluster has it, as far as the watch has come. */
  readonly isSeen: boolean;
  readonly readiness: Readiness;
  readonly troubles: readonly LocatedTrouble[];
}

/** A trouble, and the object that has it: a pod, or a workload that gets none. */
export interface LocatedTrouble extends JudgedTrouble {
  readonly at: ClusterObject;
}

/**
 * An object to wait for.
 *
 * @param kindServed its kind, as the server serves it.
 */
export function waitedObject(
  object: ObjectToSend,
  { namespaced, hasStatus }: Pick<ApiResource, 'hasStatus' | 'namespaced'>,
): WaitedObject {
  const { namespace, ...address } = addressOf(object);
  const where = namespaced && namespace !== undefined ? { namespace } : {};
  const { kind, name } = address;
  return {
    group: groupOf(object.apiVersion),
    kind,
    name,
    ...where,
    address: { ...address, ...where },
    declared: waitForOf(object),
    hasStatus,
  };
}

/** What is known of objects besides what the cluster has of them. */
interface Judging {
  readonly history: TroubleHistory;
  readonly created: CreatedObjects;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** How far objects are, as a cluster has them now. */
export function judgeObjects(
  waited: readonly WaitedObject[],
  objects: Pick<WatchedObjects, 'get' | 'ownedBy'>,
  { history, created, now }: Judging,
): readonly ObjectState[] {
  return waited.map((object) => {
    const live = objects.get(object);
    if (live === undefined) return { object, isSeen: false, readiness: waiting('not there'), troubles: [] };
    const seen = { hasStatus: object.hasStatus, now, created: created.get(live.metadata.uid) };
    const readiness = readinessOf(live, object.declared, seen);
    // Until its controller has seen what was applied, its newest pods, and what its status says of them, are those of what was before.
    if (readiness.state === 'ready' || isUnobserved(live)) return { object, isSeen: true, readiness, troubles: [] };
    const judged = (at: ClusterObject, troubles: readonly Trouble[]) =>
      history.judge(at.metadata.uid, troubles, now).map((trouble) => ({ ...trouble, at }));
    const ofPods = newestPodsOf(live, objects).flatMap((pod) => judged(pod, podTroubles(pod)));
    return {
      object,
      isSeen: true,
      readiness,
      troubles: [...ofPods, ...(live.kind === 'Pod' ? [] : judged(live, noPods(live)))],
    };
  });
}

/** A workload whose pods are refused, as by a quota. */
function noPods(workload: ClusterObject): readonly Trouble[] {
  const failure = conditionOf(workload, 'ReplicaFailure');
  if (failure?.status !== 'True') return [];
  const text = `Its pods are not created: ${formatCondition(failure)}`;
  return [{ reason: failure.reason, text, certainty: 'if-it-lasts' }];
}
