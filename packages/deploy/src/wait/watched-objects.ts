import type { Cluster, ClusterObject } from '@k8s-blocks/cluster';
import { fieldsOf, groupOf, keyOf, listOf, type ObjectReference } from '@k8s-blocks/manifest';

/** A kind in a namespace, or a kind of the whole cluster. */
export interface WatchedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
}

/** The objects of some kinds as a cluster has them, kept up to date by watches. */
export class WatchedObjects {
  readonly #cluster: Cluster;
  readonly #objects = new Map<string, ClusterObject>();
  #changed: () => void = () => undefined;

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /**
   * Watches kinds until the signal ends it. It returns then, and throws if a kind cannot be watched.
   *
   * @param changed is called after each change.
   */
  async watch(kinds: readonly WatchedKind[], signal: AbortSignal, changed: () => void): Promise<void> {
    this.#changed = changed;
    const distinct = new Map(kinds.map((kind) => [JSON.stringify(kind), kind]));
    await Promise.all(Array.from(distinct.values(), (kind) => this.#watch(kind, signal)));
  }

  async #watch({ apiVersion, kind, namespace }: WatchedKind, signal: AbortSignal): Promise<void> {
    const where = namespace === undefined ? {} : { namespace };
    try {
      for await (const { type, object } of this.#cluster.watch(apiVersion, kind, { ...where, signal })) {
        if (type === 'DELETED') this.#objects.delete(keyOfObject(object));
        else this.#objects.set(keyOfObject(object), object);
        this.#changed();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** The object; undefined if the cluster does not have it, or it is not watched. */
  get(reference: ObjectReference): ClusterObject | undefined {
    return this.#objects.get(keyOf(reference));
  }

  /** All objects of a kind that one object owns. */
  ownedBy(owner: ClusterObject, kind: string): readonly ClusterObject[] {
    return [...this.#objects.values()].filter((object) => object.kind === kind && isOwnedBy(object, owner));
  }
}

function keyOfObject({ apiVersion, kind, metadata: { name, namespace } }: ClusterObject): string {
  return keyOf({ group: groupOf(apiVersion), kind, name, ...(namespace === undefined ? {} : { namespace }) });
}

function isOwnedBy({ metadata }: ClusterObject, owner: ClusterObject): boolean {
  const owners = listOf(metadata.ownerReferences);
  return owners.some((each) => fieldsOf(each).uid === owner.metadata.uid);
}
