import { fieldsOf, listOf } from '@k8s-blocks/manifest';
import type { ComparedObject } from '../compared-object.ts';
import type { Consequence } from '../consequence.ts';
import { type Reader, readersAmong } from '../readers.ts';
import { formatCount, formatSome, type Rule } from './comparison.ts';

const POLICY_LOST = 'What it denied is allowed, unless another policy isolates the same pods.';

/** What is lost with an object of a kind. */
const LOST: Readonly<Record<string, string>> = {
  Namespace: 'Everything in it is deleted with it.',
  PersistentVolumeClaim: 'What is on its volume is lost, unless the volume is retained.',
  Service: 'Its name no longer resolves: its callers no longer connect.',
  'apps Deployment': 'Its pods are stopped.',
  'apps DaemonSet': 'Its pods are stopped.',
  'apps StatefulSet':
    'Its pods are stopped. The claims of its volumes stay, unless its retention policy says otherwise.',
  'networking.k8s.io NetworkPolicy': POLICY_LOST,
  'cilium.io CiliumNetworkPolicy': POLICY_LOST,
  'cilium.io CiliumClusterwideNetworkPolicy': POLICY_LOST,
  'policy.networking.k8s.io ClusterNetworkPolicy': 'What it denied is allowed, and what it accepted is left to others.',
  'policy PodDisruptionBudget': 'A drain of nodes may stop all of its pods at once.',
  'apiextensions.k8s.io CustomResourceDefinition': 'Every object of its kind is deleted with it.',
};

const PRUNED =
  'Argo CD, Flux and "kubectl apply --prune" delete it; a plain "kubectl apply --server-side -k" leaves it in the cluster until it is deleted by hand.';

/** Objects that are created, deleted, or replaced by one with another name. */
export const lifecycle: Rule = function* ({ changes, after: objects }): Iterable<Consequence> {
  const readersOf = readersAmong(changes.some(({ kind }) => kind === 'deleted') ? objects : []);
  for (const change of changes) {
    const { kind, before, after } = change;
    if (kind === 'deleted')
      yield { effect: 'deletes', object: before.title, text: deletionOf(before, readersOf(before)) };
    if (kind === 'renamed') yield { effect: 'replaces', object: before.title, text: renameOf(before, after) };
    if (kind === 'created') yield { effect: 'creates', object: after.title, text: creationOf(after) };
  }
};

function deletionOf(object: ComparedObject, readers: readonly Reader[]): string {
  const titles = readers.map(({ workload }) => workload.title);
  const missed =
    titles.length === 0
      ? []
      : [`${formatSome(titles)} still read${titles.length === 1 ? 's' : ''} it: new pods do not start.`];
  const lost = Object.hasOwn(LOST, object.type) ? LOST[object.type] : undefined;
  return ['It is no longer built.', ...(lost === undefined ? [] : [lost]), ...missed, PRUNED].join(' ');
}

/** An API server cannot rename: until the old object is deleted there are both. */
function renameOf(before: ComparedObject, after: ComparedObject): string {
  const what = before.namespace === after.namespace ? 'It has another name' : 'It is in another namespace';
  const lost = Object.hasOwn(LOST, before.type) ? ` ${LOST[before.type]}` : '';
  return `${what}: ${after.title} is created, and this one is deleted.${lost} ${PRUNED}`;
}

function creationOf(object: ComparedObject): string {
  const { spec } = object.stored();
  const { replicas, ports } = fieldsOf(spec);
  if (typeof replicas === 'number') return `It is new, with ${formatCount(replicas, 'pod')}.`;
  if (object.kind === 'Service' && listOf(ports).length > 0)
    return `It is new, with ${formatCount(listOf(ports).length, 'port')}.`;
  return 'It is new.';
}
