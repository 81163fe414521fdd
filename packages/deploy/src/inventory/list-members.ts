import { type Cluster, type ClusterObject, type RequestOptions, ServerRefusal, someAtOnce } from '@k8s-blocks/cluster';
import { keyOf, type ObjectReference } from '@k8s-blocks/manifest';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { type ApplySet, PART_OF_LABEL } from './apply-set.ts';
import type { GroupKind } from './contents.ts';
import { isLabelledByUs, partOf } from './membership.ts';
import type { StoredSet } from './parent.ts';

/** An object that we applied. */
export interface Member {
  readonly set: ApplySet;
  /** As the cluster has it, values of Secrets included. */
  readonly object: ClusterObject;
  readonly reference: ObjectReference;
}

/** What carries the label of an ApplySet. */
export interface Membership {
  readonly members: readonly Member[];
  /** What carries a label of ours, though somebody else has set it: copies, and what controllers derive. It is left alone. */
  readonly lookalikes: readonly Member[];
}

/** Where members are listed: a kind, in a namespace if it has namespaces. */
interface Place extends GroupKind {
  readonly apiVersion: string;
  readonly namespace: string | undefined;
}

/**
 * All members of ApplySets, each looked for where its set says. Kinds that the server does not serve any more have no objects.
 *
 * @throws Refusal if something cannot be listed: it would be taken for absent.
 */
export async function listMembers(
  cluster: Cluster,
  stored: readonly StoredSet[],
  options: RequestOptions,
): Promise<Membership> {
  const setsById = new Map(stored.map(({ set }) => [set.id, set]));
  const places = new Map((await Promise.all(stored.map((each) => placesOf(cluster, each)))).flat());
  const listed = await someAtOnce([...places.values()], (place) => listPlace(cluster, place, options));
  const found = new Map<string, Member>();
  for (const { place, object } of listed.flat()) {
    const set = setsById.get(partOf(object) ?? '');
    if (set === undefined) continue;
    const { name, namespace } = object.metadata;
    const reference = { group: place.group, kind: place.kind, ...(namespace === undefined ? {} : { namespace }), name };
    // Two groups may serve one object.
    found.set(object.metadata.uid, { set, object, reference });
  }
  const all = [...found.values()];
  return {
    members: all.filter(({ object }) => isLabelledByUs(object)),
    lookalikes: all.filter(({ object }) => !isLabelledByUs(object)),
  };
}

async function placesOf(
  cluster: Cluster,
  { contents }: StoredSet,
): Promise<readonly (readonly [key: string, place: Place])[]> {
  const ofKinds = contents.groupKinds.map(async ({ group, kind }) => {
    const [resource] = await cluster.resourcesOfKind(group, kind);
    if (resource === undefined) return [];
    const apiVersion = group === '' ? resource.version : `${group}/${resource.version}`;
    const namespaces = resource.namespaced ? contents.namespaces : [undefined];
    return namespaces.map((namespace): readonly [string, Place] => {
      const place = { group, kind, apiVersion, namespace };
      return [keyOf({ group, kind, name: '', ...(namespace === undefined ? {} : { namespace }) }), place];
    });
  });
  return (await Promise.all(ofKinds)).flat();
}

/** The objects of a place that are members of any ApplySet: few are of others, and a selector of many ids would be too long. */
async function listPlace(
  cluster: Cluster,
  place: Place,
  options: RequestOptions,
): Promise<readonly { readonly place: Place; readonly object: ClusterObject }[]> {
  const { apiVersion, kind, namespace } = place;
  const where = namespace === undefined ? {} : { namespace };
  try {
    const { items } = await cluster.list(apiVersion, kind, { ...options, ...where, labelSelector: PART_OF_LABEL });
    return items.map((object) => ({ place, object }));
  } catch (error) {
    if (!(error instanceof ServerRefusal)) throw error;
    const in_ = namespace === undefined ? '' : ` in ${formatNames([namespace])}`;
    throw new Refusal({
      problem: `What was applied before is not known: ${kind}${in_} cannot be listed: ${error.serverMessage}`,
      remedy: 'Get the right to list it, or use an account that has it.',
    });
  }
}
