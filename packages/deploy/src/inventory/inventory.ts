import {
  type Cluster,
  FIELD_MANAGER,
  type ObjectToSend,
  type RequestOptions,
  ServerRefusal,
} from '@k8s-blocks/cluster';
import type { Fields, KubernetesObject, ObjectReference } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { type ApplySet, applySetOf, type DeployedStack, ENVIRONMENT_LABEL, STACK_LABEL } from './apply-set.ts';
import { type Contents, contentsOf, contentsOfReferences, union } from './contents.ts';
import { listMembers, type Membership } from './list-members.ts';
import { asMember, foreignOwner } from './membership.ts';
import { parentOf, type StoredSet, storedSet } from './parent.ts';

/**
 * What a cluster holds of a stack in an environment: an ApplySet for each service, and one for what is of the whole stack.
 *
 * A parent is written before its members are applied, and says more than there is rather than less, so that whatever ends a run, no
 * member is left where the next run would not look for it.
 *
 * @see https://github.com/kubernetes/enhancements/blob/master/keps/sig-cli/3659-kubectl-apply-prune/README.md
 */
export interface Inventory {
  readonly stack: DeployedStack;
  /** The ApplySets that the cluster has, also those of services that left the map. */
  readonly sets: () => readonly StoredSet[];
  /** Writes the parent of a service, before its objects are applied: with their kinds and namespaces besides those that it has. */
  readonly prepare: (service: string | undefined, objects: readonly KubernetesObject[]) => Promise<void>;
  /**
   * An object of a service as it is applied: with the label of its ApplySet.
   *
   * @throws Refusal if it has such a label already.
   */
  readonly asMember: (service: string | undefined, object: KubernetesObject) => ObjectToSend;
  /** Why an object of a service must not be applied over one that the cluster has; undefined if it may be. */
  readonly foreignOwner: (service: string | undefined, live: Fields) => Problem | undefined;
  /** All members of all ApplySets, as the cluster has them; and what carries a label of ours, though we did not apply it. */
  readonly members: () => Promise<Membership>;
  /**
   * Narrows the parent of a service to what there is. One that has nothing any more is deleted.
   *
   * @param remaining what the cluster has of it now.
   */
  readonly settle: (service: string | undefined, remaining: readonly ObjectReference[]) => Promise<void>;
}

/**
 * Reads the inventory of a stack in an environment. Nothing is written.
 *
 * @throws Refusal if a parent is not one of ours.
 */
export async function openInventory(
  cluster: Cluster,
  stack: DeployedStack,
  options: RequestOptions = {},
): Promise<Inventory> {
  const stored = new Map((await readSets(cluster, stack, options)).map((each) => [each.set.name, each]));
  const write = async (set: ApplySet, contents: Contents) => {
    const parent = parentOf(set, contents);
    const { object } = await cluster.apply(parent, { ...options, fieldManager: FIELD_MANAGER, force: true });
    stored.set(set.name, { set, contents, parent: object });
  };
  const idsOfStack = (set: ApplySet) => new Set([set.id, ...[...stored.values()].map((each) => each.set.id)]);
  return {
    stack,
    sets: () => [...stored.values()],
    prepare: async (service, objects) => {
      const set = applySetOf(stack, service);
      const known = stored.get(set.name) ?? (await unlistedSet(cluster, set, options));
      const contents = contentsOf(objects);
      if (known === undefined) await write(set, contents);
      else if (!includes(known.contents, contents)) await write(set, union(known.contents, contents));
    },
    asMember: (service, object) => asMember(object, applySetOf(stack, service)),
    foreignOwner: (service, live) => {
      const set = applySetOf(stack, service);
      return foreignOwner(live, set, idsOfStack(set));
    },
    members: () => listMembers(cluster, [...stored.values()], options),
    settle: async (service, remaining) => {
      const known = stored.get(applySetOf(stack, service).name);
      if (known === undefined) return;
      const contents = contentsOfReferences(remaining);
      if (remaining.length > 0) {
        if (!includes(contents, known.contents)) await write(known.set, contents);
        return;
      }
      const { uid, resourceVersion } = known.parent.metadata;
      await cluster.delete(addressOfParent(known.set), { ...options, uid, resourceVersion });
      stored.delete(known.set.name);
    },
  };
}

async function readSets(
  cluster: Cluster,
  stack: DeployedStack,
  options: RequestOptions,
): Promise<readonly StoredSet[]> {
  const labelSelector = `${STACK_LABEL}=${stack.stack},${ENVIRONMENT_LABEL}=${stack.environment}`;
  const { namespace } = stack;
  const listed = cluster.list('v1', 'ConfigMap', { ...options, namespace, labelSelector });
  const { items } = await listed.catch((error: unknown) => refuseInventory(error, namespace));
  return items.map((parent) => storedSet(parent, stack));
}

/** @throws Refusal that says what was asked for, and why. */
function refuseInventory(error: unknown, namespace: string): never {
  if (!(error instanceof ServerRefusal)) throw error;
  throw new Refusal({
    problem: `What was deployed before is not known: the inventory in the namespace "${namespace}" cannot be read: ${error.serverMessage}`,
    remedy:
      'Get the right to read and write ConfigMaps and Leases there, or name a namespace where you have it: --inventory-namespace <name>',
  });
}

/** A parent that has lost its labels, or another's ConfigMap of its name, which is refused. */
async function unlistedSet(cluster: Cluster, set: ApplySet, options: RequestOptions): Promise<StoredSet | undefined> {
  const found = await cluster.get(addressOfParent(set), options);
  return found === undefined ? undefined : storedSet(found, set);
}

function addressOfParent({ name, namespace }: ApplySet) {
  return { apiVersion: 'v1', kind: 'ConfigMap', name, namespace };
}

/** Whether contents include all of others. */
function includes(contents: Contents, others: Contents): boolean {
  const both = union(contents, others);
  return both.groupKinds.length === contents.groupKinds.length && both.namespaces.length === contents.namespaces.length;
}
