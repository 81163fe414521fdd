import { addressOf, type Cluster, type ObjectToSend, type RequestOptions, someAtOnce } from '@k8s-blocks/cluster';
import { differingFields } from '@k8s-blocks/diff';
import { type Fields, fieldsOf, type KubernetesObject, parsePath, valueAt } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { compareWithCluster } from '../compare/compare-with-cluster.ts';
import type { ObjectComparison } from '../compare/object-comparison.ts';
import { PART_OF_LABEL } from '../inventory/apply-set.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { leftOver } from '../inventory/left-over.ts';
import type { Member } from '../inventory/list-members.ts';
import { fieldManagers } from './field-managers.ts';

/** A service, or what is of the whole stack, as it is committed. */
export interface CommittedService {
  /** Undefined for what is of the whole stack. */
  readonly service: string | undefined;
  readonly objects: readonly KubernetesObject[];
}

/** An object as it is committed. */
export interface CommittedObject {
  readonly service: string | undefined;
  readonly object: KubernetesObject;
}

/** A field with another value than is committed. */
export interface ChangedField {
  /** `spec.replicas`; of a list that has other items, its own. */
  readonly path: string;
  /** What the cluster has; undefined if it has no such field. May be of a Secret. */
  readonly live: unknown;
  /** What it would have after an apply; undefined if the field would not be there. May be of a Secret. */
  readonly committed: unknown;
  /** The names of the field managers that have set what the cluster has; none if the field was removed. */
  readonly managers: readonly string[];
}

/** An object that differs from what is committed. */
export interface ChangedObject extends CommittedObject {
  readonly fields: readonly ChangedField[];
}

/** How a cluster differs from what is committed. */
export interface Drift {
  /** How many of the committed objects were compared. */
  readonly compared: number;
  readonly missing: readonly CommittedObject[];
  readonly changed: readonly ChangedObject[];
  /** What was deployed, and is not committed any more. */
  readonly leftOver: readonly Member[];
  /** Committed objects that could not be compared, and why. */
  readonly notCompared: readonly (CommittedObject & { readonly problems: readonly Problem[] })[];
  /** Why it is not known what is left over; absent if it is. */
  readonly leftOverUnknown?: string;
  /** Whether the cluster has an inventory of it, as a deployment writes it. Without one, nothing is known to be left over. */
  readonly hasInventory: boolean;
}

/**
 * How a cluster differs from what is committed. What an apply would change is asked of the server, by dry runs alone: fields that it fills
 * in, and those that only others set, are no difference, and neither is the label of the inventory.
 *
 * @param committed all services of the environment, and what is of the whole stack.
 * @throws Refusal if the cluster cannot be asked.
 */
export async function findDrift(
  cluster: Cluster,
  inventory: Inventory,
  committed: readonly CommittedService[],
  options: RequestOptions = {},
): Promise<Drift> {
  const sent = new Map<ObjectToSend, CommittedObject>();
  for (const { service, objects } of committed) {
    for (const object of objects) sent.set(inventory.asMember(service, object), { service, object });
  }
  const compared = await compareWithCluster(cluster, [...sent.keys()], options);
  const results = await someAtOnce(compared, async (comparison) => {
    const of = sent.get(comparison.object) ?? { service: undefined, object: comparison.object };
    return { of, comparison, fields: await changedFields(cluster, comparison, options) };
  });
  const notCompared = results.flatMap(({ of, comparison }) =>
    comparison.outcome === 'refused' ? [{ ...of, problems: comparison.refusal.problems }] : [],
  );
  return {
    compared: results.length - notCompared.length,
    missing: results.flatMap(({ of, comparison }) => (comparison.outcome === 'create' ? [of] : [])),
    changed: results.flatMap(({ of, fields }) => (fields.length === 0 ? [] : [{ ...of, fields }])),
    notCompared,
    ...(await readLeftOver(inventory, committed)),
    hasInventory: inventory.sets().length > 0,
  };
}

async function readLeftOver(
  inventory: Inventory,
  committed: readonly CommittedService[],
): Promise<Pick<Drift, 'leftOver' | 'leftOverUnknown'>> {
  try {
    const { members } = await inventory.members();
    return { leftOver: leftOver(members, { wanted: committed.flatMap(({ objects }) => objects) }) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { leftOver: [], leftOverUnknown: error.problems.map(({ problem }) => problem).join(' ') };
  }
}

async function changedFields(
  cluster: Cluster,
  comparison: ObjectComparison,
  options: RequestOptions,
): Promise<readonly ChangedField[]> {
  if (comparison.outcome !== 'change' && comparison.outcome !== 'conflict') return [];
  const [live, wanted] = [withoutLabel(comparison.live), withoutLabel(comparison.wanted)];
  const paths = differingFields(live, wanted, '').map((path) => path.replace(/^\./, ''));
  if (paths.length === 0) return [];
  const stored: Fields = (await cluster.get(addressOf(comparison.object), options)) ?? {};
  return paths.map((path) => {
    const steps = parsePath(path) ?? [];
    return {
      path,
      live: valueAt(live, steps),
      committed: valueAt(wanted, steps),
      managers: fieldManagers(stored, steps),
    };
  });
}

/** Without the label of the inventory, which is only set when an object is deployed. */
function withoutLabel(object: Fields): Fields {
  const metadata = fieldsOf(object.metadata);
  const { [PART_OF_LABEL]: _, ...labels } = fieldsOf(metadata.labels);
  const { labels: _all, ...rest } = metadata;
  return { ...object, metadata: Object.keys(labels).length === 0 ? rest : { ...rest, labels } };
}
