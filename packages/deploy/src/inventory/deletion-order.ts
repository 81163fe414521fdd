import { fieldsOf, findKind, type ObjectReference } from '@k8s-blocks/manifest';
import { isAfterWorkloads } from '../order/apply-steps.ts';
import type { Member } from './list-members.ts';

/**
 * The kinds of a service in the order in which they are deleted: what sends requests to it first, what its pods need after them, and what
 * holds others' data or definitions last. Of kinds that are not listed, those that are applied after the workloads are in the first
 * stage, and others in that of {@link OTHERS}.
 */
const STAGES: readonly (readonly string[])[] = [
  ['Ingress', 'HTTPRoute', 'UDPRoute'],
  // A scaler that is still there would make pods again; its own controller makes a HorizontalPodAutoscaler.
  ['ScaledObject', 'ScaledJob'],
  ['HorizontalPodAutoscaler', 'VerticalPodAutoscaler'],
  ['CronJob'],
  ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'Pod'],
  ['Service', 'Endpoints', 'EndpointSlice', 'PodDisruptionBudget'],
  [],
  ['ConfigMap', 'Secret'],
  ['RoleBinding', 'ClusterRoleBinding'],
  ['Role', 'ClusterRole'],
  ['NetworkPolicy', 'CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'ClusterNetworkPolicy'],
  ['ServiceAccount'],
  ['ResourceQuota', 'LimitRange', 'PriorityClass', 'RuntimeClass', 'IngressClass', 'StorageClass'],
  ['PersistentVolumeClaim'],
  ['PersistentVolume'],
  ['CustomResourceDefinition'],
  ['Namespace'],
];

/** Kinds that are not listed: most are custom resources, which the service uses while it runs. */
const OTHERS = STAGES.findIndex((kinds) => kinds.length === 0);

/** From here on, objects of all services are deleted together, after all others: a namespace has those of several. */
const SHARED = STAGES.findIndex((kinds) => kinds.includes('PersistentVolumeClaim'));

const STAGE_OF = new Map(STAGES.flatMap((kinds, stage) => kinds.map((kind): [string, number] => [kind, stage])));

/**
 * Members in steps, in the order in which they are deleted: those of a step together, after those of the step before are gone. What
 * others need goes last: services in the reverse of their start order, and within a service the reverse of the order in which it is
 * applied.
 *
 * @param startOrder the services, in the order in which they are started. Others are not on the map any more, so that none on it needs
 * them: they go first.
 */
export function deletionSteps(
  members: readonly Member[],
  startOrder: readonly string[],
): readonly (readonly Member[])[] {
  const positionOf = new Map(startOrder.map((service, index) => [service, startOrder.length - index]));
  const placed = members.map((member) => {
    const stage = stageOf(member.reference.kind);
    const { service } = member.set;
    const ofService = service === undefined ? startOrder.length + 1 : (positionOf.get(service) ?? 0);
    return { member, service: stage >= SHARED ? startOrder.length + 2 : ofService, stage };
  });
  const steps = new Map<string, Member[]>();
  for (const { member, service, stage } of placed.toSorted((a, b) => a.service - b.service || a.stage - b.stage)) {
    const key = `${service} ${stage}`;
    steps.set(key, [...(steps.get(key) ?? []), member]);
  }
  return [...steps.values()];
}

function stageOf(kind: string): number {
  return STAGE_OF.get(kind) ?? (isAfterWorkloads(kind) ? 0 : OTHERS);
}

/** Kinds of the core group, and definitions, with which data is gone: of pods, of custom resources, of all that a namespace holds. */
const DATA: readonly Pick<ObjectReference, 'group' | 'kind'>[] = [
  { group: '', kind: 'Namespace' },
  { group: '', kind: 'PersistentVolumeClaim' },
  { group: '', kind: 'PersistentVolume' },
  { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
];

/** What is lost with a member; undefined if nothing is that the next apply does not bring again. */
export function dataOf({ reference: { group, kind }, object }: Member): string | undefined {
  if (DATA.some((each) => each.group === group && each.kind === kind)) return DATA_LOST[kind];
  const { whenDeleted } = fieldsOf(fieldsOf(object.spec).persistentVolumeClaimRetentionPolicy);
  return group === 'apps' && kind === 'StatefulSet' && whenDeleted === 'Delete'
    ? 'its claims would be deleted with it'
    : undefined;
}

const DATA_LOST: Readonly<Record<string, string>> = {
  Namespace: 'all that is in it would be deleted with it',
  PersistentVolumeClaim: 'the data of its volume may be deleted with it',
  PersistentVolume: 'the data of the volume may be lost',
  CustomResourceDefinition: 'all custom resources of its kind would be deleted with it',
};

/**
 * Whether a member is gone only after what was made for it: its pods, or what an operator made of a custom resource. What it needs is
 * deleted after that.
 */
export function hasDependents({ reference: { group, kind } }: Member): boolean {
  const known = findKind({ group, kind });
  return known === undefined || known.podTemplate !== undefined;
}
