import {
  addressOf,
  type Cluster,
  FIELD_MANAGER,
  mayBeOfNamespace,
  type ObjectToSend,
  type RequestOptions,
  refusalInDefault,
  someAtOnce,
  UnreachableCluster,
} from '@k8s-blocks/cluster';
import { type Fields, fieldsOf, groupOf, keyOf, nonEmptyTextOf, referenceOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { beingDeleted } from './being-deleted.ts';
import { compareObject } from './compare-object.ts';
import { missingReferences } from './missing-references.ts';
import type { ObjectComparison } from './object-comparison.ts';

/** How objects are compared with a cluster. */
export interface CompareOptions extends RequestOptions {
  /**
   * All that is applied together with the objects, they among it: what is in a namespace, or of a kind, that comes with it is created.
   * Default: the objects.
   */
  readonly together?: readonly ObjectToSend[];
  /**
   * Whether the server is also asked about objects of a namespace that does not exist yet, in the namespace `default`. What may be refused
   * in `default` alone is no refusal. Default: they are created.
   */
  readonly askInDefault?: boolean;
}

/**
 * What an apply of objects would do to a cluster, for each of them in their order. Nothing is changed.
 *
 * @throws Refusal if the cluster cannot be asked. What it refuses of an object is in the comparison.
 */
export async function compareWithCluster(
  cluster: Cluster,
  objects: readonly ObjectToSend[],
  { together = objects, askInDefault = false, ...options }: CompareOptions = {},
): Promise<readonly ObjectComparison[]> {
  const namespaces = await namespacesAmong(cluster, together, options);
  const isUnserved = await unservedAmong(cluster, together);
  const compared = await someAtOnce(objects, async (object): Promise<ObjectComparison> => {
    const namespace = namespaces.get(nonEmptyTextOf(fieldsOf(object.metadata).namespace) ?? '');
    const created = { object, outcome: 'create', wanted: { ...object } } as const;
    if (isUnserved(object)) return created;
    if (namespace === undefined) return compareObject(cluster, object, options);
    if (namespace !== 'absent') return { object, outcome: 'refused', live: undefined, refusal: namespace };
    const refusal = askInDefault ? await refusalInEvery(cluster, object, options) : undefined;
    return refusal === undefined ? created : { object, outcome: 'refused', live: undefined, refusal };
  });
  return compared.map(withWhatIsCreated(compared));
}

/** Namespaces in which the server cannot be asked: those that are not there yet, and those that are being deleted, with their refusal. */
async function namespacesAmong(
  cluster: Cluster,
  together: readonly ObjectToSend[],
  options: RequestOptions,
): Promise<ReadonlyMap<string, Refusal | 'absent'>> {
  const namespaces = together.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace');
  const found = await someAtOnce(namespaces, async (namespace) => {
    const address = addressOf(namespace);
    const live = await cluster.get(address, options);
    const state = live === undefined ? 'absent' : beingDeleted(cluster, live);
    return state === undefined ? [] : [[address.name, state] as const];
  });
  return new Map(found.flat());
}

/** Whether a kind is only served once a definition is applied that is among the objects. */
async function unservedAmong(
  cluster: Cluster,
  together: readonly ObjectToSend[],
): Promise<(object: ObjectToSend) => boolean> {
  const unserved = await someAtOnce(together.flatMap(definedKinds), async ({ group, kind }) => {
    const served = await cluster.resourcesOfKind(group, kind);
    return served.length === 0 ? [`${group} ${kind}`] : [];
  });
  const kinds = new Set(unserved.flat());
  return ({ apiVersion, kind }) => kinds.has(`${groupOf(apiVersion)} ${kind}`);
}

/** The kinds that a CustomResourceDefinition defines: one; none of another object. */
function definedKinds(object: ObjectToSend): readonly { readonly group: string; readonly kind: string }[] {
  if (object.kind !== 'CustomResourceDefinition') return [];
  const fields: Fields = { ...object };
  const { group: anyGroup, names } = fieldsOf(fields.spec);
  const [group, kind] = [nonEmptyTextOf(anyGroup), nonEmptyTextOf(fieldsOf(names).kind)];
  return group === undefined || kind === undefined ? [] : [{ group, kind }];
}

/** Why a server refuses an object in every namespace. Warnings are left to the apply, which gives those of the right one. */
async function refusalInEvery(
  cluster: Cluster,
  object: ObjectToSend,
  options: RequestOptions,
): Promise<Refusal | undefined> {
  const asked = { ...options, fieldManager: FIELD_MANAGER, onWarning: () => undefined };
  try {
    const refusal = await refusalInDefault(cluster, object, asked);
    return refusal === undefined || mayBeOfNamespace(refusal) ? undefined : refusal;
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof UnreachableCluster) throw error;
    return error;
  }
}

/** An object that is refused for a missing reference, as a Pod without its ServiceAccount, is created where that is created before it. */
function withWhatIsCreated(compared: readonly ObjectComparison[]): (comparison: ObjectComparison) => ObjectComparison {
  const created = new Set(
    compared.flatMap(({ object, outcome }) => {
      const reference = referenceOf(object);
      return outcome === 'create' && reference !== undefined ? [keyOf(reference)] : [];
    }),
  );
  return (comparison) => {
    if (comparison.outcome !== 'refused' || comparison.live !== undefined) return comparison;
    const { object, refusal } = comparison;
    const isEarly = missingReferences(object, refusal).some((reference) => created.has(keyOf(reference)));
    return isEarly ? { object, outcome: 'create', wanted: { ...object } } : comparison;
  };
}
