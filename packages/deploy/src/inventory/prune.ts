import { type Cluster, type RequestOptions, someAtOnce } from '@k8s-blocks/cluster';
import { formatReference } from '@k8s-blocks/manifest';
import { formatList } from '@k8s-blocks/refusal';
import { deleteMember, waitUntilGone } from './delete-member.ts';
import { dataOf, deletionSteps } from './deletion-order.ts';
import type { Inventory } from './inventory.ts';
import { type LeftOverOptions, leftOver } from './left-over.ts';
import type { Member } from './list-members.ts';
import { othersInNamespace } from './namespace-contents.ts';

/** What is pruned, and how. */
export interface PruneOptions extends LeftOverOptions, RequestOptions {
  /** The names of the services of the map, in the order in which they are started. */
  readonly startOrder: readonly string[];
  /** Whether also namespaces, claims, volumes and definitions of custom resources are deleted. Default: they are kept. */
  readonly deleteData?: boolean;
  /** How many milliseconds to wait until the objects of a step are gone. Default: a minute. */
  readonly timeout?: number;
  /** Is told of each object, before it is deleted. */
  readonly onDelete?: (member: Member) => void;
}

/** An object that is left over and was not deleted. */
export interface KeptMember {
  readonly member: Member;
  /** Why, as a part of a sentence: `the data of its volume may be deleted with it`. */
  readonly why: string;
  /** Whether it is deleted with `deleteData`. */
  readonly isData: boolean;
}

/** What a prune did. */
export interface Pruned {
  /** Those that are gone, in the order in which they were deleted. */
  readonly deleted: readonly Member[];
  readonly kept: readonly KeptMember[];
  /** Those that are deleted and not gone yet, each with what it waits for. */
  readonly pending: readonly { readonly member: Member; readonly why: string }[];
  /** Those that were not deleted since others were pending, which may need them. The next prune goes on with them. */
  readonly waiting: readonly Member[];
}

/** What a prune would delete, in its order, and what it would keep. Which namespaces hold objects of others is not looked at. */
export function planPrune(
  members: readonly Member[],
  { startOrder, deleteData = false, ...options }: Omit<PruneOptions, keyof RequestOptions>,
): { readonly steps: readonly (readonly Member[])[]; readonly kept: readonly KeptMember[] } {
  const candidates = leftOver(members, options);
  const kept = candidates.flatMap((member): readonly KeptMember[] => {
    const why = deleteData ? undefined : dataOf(member);
    return why === undefined ? [] : [{ member, why, isData: true }];
  });
  const keptMembers = new Set(kept.map(({ member }) => member));
  return {
    steps: deletionSteps(
      candidates.filter((each) => !keptMembers.has(each)),
      startOrder,
    ),
    kept,
  };
}

/**
 * Deletes what was applied of a stack in an environment and is not wanted any more: only objects that carry the label of one of its
 * ApplySets, which we have set, as they were looked at. Then narrows the inventory to what there is.
 */
export async function prune(cluster: Cluster, inventory: Inventory, options: PruneOptions): Promise<Pruned> {
  const { timeout = 60_000, onDelete = () => undefined, signal } = options;
  const { members } = await inventory.members();
  const plan = planPrune(members, options);
  const kept = [...plan.kept];
  const deleted: Member[] = [];
  let pending: Pruned['pending'] = [];
  let steps = plan.steps;
  while (steps.length > 0 && pending.length === 0) {
    const [step = [], ...rest] = steps;
    const outcomes = await someAtOnce(step, async (member) => {
      const why = (await whyNamespaceStays(cluster, member, { signal })) ?? (await deleteOne(member));
      return { member, why };
    });
    kept.push(...outcomes.flatMap(({ member, why }) => (why === undefined ? [] : [{ member, why, isData: false }])));
    const gone = outcomes.flatMap(({ member, why }) => (why === undefined ? [member] : []));
    pending = await waitUntilGone(cluster, gone, { timeout, signal });
    const stillThere = new Set(pending.map(({ member }) => member));
    deleted.push(...gone.filter((member) => !stillThere.has(member)));
    steps = rest;
  }
  await settleAll(inventory, members, { deleted, services: options.services });
  return { deleted, kept, pending, waiting: steps.flat() };

  async function deleteOne(member: Member): Promise<string | undefined> {
    onDelete(member);
    return deleteMember(cluster, member, { signal });
  }
}

/** With a namespace, all that is in it is deleted: nothing of others may be. */
async function whyNamespaceStays(
  cluster: Cluster,
  { reference }: Member,
  options: RequestOptions,
): Promise<string | undefined> {
  if (reference.group !== '' || reference.kind !== 'Namespace') return undefined;
  const others = await othersInNamespace(cluster, reference.name, options);
  if (others.length === 0) return undefined;
  return `it holds objects that are not deleted: ${formatList(others.slice(0, 10), (each) => formatReference(each))}`;
}

async function settleAll(
  inventory: Inventory,
  members: readonly Member[],
  { deleted, services }: { readonly deleted: readonly Member[]; readonly services: ReadonlySet<string> | undefined },
): Promise<void> {
  const gone = new Set(deleted);
  for (const { set } of inventory.sets()) {
    const { service } = set;
    if (services !== undefined && (service === undefined || !services.has(service))) continue;
    const remaining = members.filter((member) => member.set.id === set.id && !gone.has(member));
    await inventory.settle(
      service,
      remaining.map(({ reference }) => reference),
    );
  }
}
