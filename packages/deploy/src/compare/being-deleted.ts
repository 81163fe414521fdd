import type { Cluster, ClusterObject } from '@k8s-blocks/cluster';
import { fieldsOf, formatReference, listOf, nonEmptyTextOf, printable } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/**
 * The refusal of an object that is being deleted; undefined if it is not. A server takes an apply of it, and then removes it all the same;
 * and it creates nothing in a namespace that is being deleted.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
 */
export function beingDeleted({ context }: Cluster, object: ClusterObject): Refusal | undefined {
  const { kind, metadata, status } = object;
  const { name, namespace, deletionTimestamp } = metadata;
  if (deletionTimestamp === undefined) return undefined;
  const finalizers = [metadata.finalizers, fieldsOf(object.spec).finalizers].flatMap(listOf).map(String);
  // Those of a namespace say what is still in it.
  const conditions = listOf(fieldsOf(status).conditions).map(fieldsOf);
  const reasons = conditions
    .filter((condition) => condition.status === 'True' && kind === 'Namespace')
    .flatMap(({ message }) => nonEmptyTextOf(message) ?? []);
  const held = reasons.length > 0 ? reasons : finalizers.map((each) => `The finalizer ${each} is not done`);
  const where = namespace === undefined ? '' : ` --namespace ${namespace}`;
  return new Refusal({
    object: formatReference({ kind, ...metadata }, { withNamespace: true }),
    problem: printable(
      ['It is being deleted: what is applied to it would go with it.', ...held.map((each) => `${each}.`)].join('\n'),
    ),
    remedy: `Run it again once it is gone: kubectl --context ${context}${where} wait --for=delete ${kind.toLowerCase()}/${name}`,
  });
}
