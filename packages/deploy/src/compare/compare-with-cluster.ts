import { addressOf, type Cluster, type ObjectToSend, type RequestOptions, someAtOnce } from '@k8s-blocks/cluster';
import { type Fields, fieldsOf, groupOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import { compareObject } from './compare-object.ts';
import type { ObjectComparison } from './object-comparison.ts';

/** How objects are compared with a cluster. */
export interface CompareOptions extends RequestOptions {
  /**
   * All that is applied together with the objects, they among it: what is in a namespace, or of a kind, that comes with it is created.
   * Default: the objects.
   */
  readonly together?: readonly ObjectToSend[];
}

/**
 * What an apply of objects would do to a cluster, for each of them in their order. Nothing is changed.
 *
 * @throws Refusal if the cluster cannot be asked. What it refuses of an object is in the comparison.
 */
export async function compareWithCluster(
  cluster: Cluster,
  objects: readonly ObjectToSend[],
  { together = objects, ...options }: CompareOptions = {},
): Promise<readonly ObjectComparison[]> {
  const isAbsent = await whatComesFirst(cluster, together, options);
  return someAtOnce(objects, async (object) => {
    return isAbsent(object)
      ? { object, outcome: 'create', wanted: { ...object } }
      : compareObject(cluster, object, options);
  });
}

/**
 * Whether an object cannot be there, since its namespace or its kind is only created by what is applied together. The server could not
 * be asked about it.
 */
async function whatComesFirst(
  cluster: Cluster,
  together: readonly ObjectToSend[],
  options: RequestOptions,
): Promise<(object: ObjectToSend) => boolean> {
  const namespaces = together.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace');
  const absent = await someAtOnce(namespaces, async (namespace) => {
    const address = addressOf(namespace);
    return (await cluster.get(address, options)) === undefined ? [address.name] : [];
  });
  const absentNamespaces = new Set(absent.flat());
  const unserved = await someAtOnce(together.flatMap(definedKinds), async ({ group, kind }) => {
    const served = await cluster.resourcesOfKind(group, kind);
    return served.length === 0 ? [`${group} ${kind}`] : [];
  });
  const unservedKinds = new Set(unserved.flat());
  return ({ apiVersion, kind, metadata }) =>
    absentNamespaces.has(nonEmptyTextOf(fieldsOf(metadata).namespace) ?? '') ||
    unservedKinds.has(`${groupOf(apiVersion)} ${kind}`);
}

/** The kinds that a CustomResourceDefinition defines: one; none of another object. */
function definedKinds(object: ObjectToSend): readonly { readonly group: string; readonly kind: string }[] {
  if (object.kind !== 'CustomResourceDefinition') return [];
  const fields: Fields = { ...object };
  const { group: anyGroup, names } = fieldsOf(fields.spec);
  const [group, kind] = [nonEmptyTextOf(anyGroup), nonEmptyTextOf(fieldsOf(names).kind)];
  return group === undefined || kind === undefined ? [] : [{ group, kind }];
}
