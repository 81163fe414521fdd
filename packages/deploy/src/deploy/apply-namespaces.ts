import { addressOf, type Cluster, type ObjectToSend, ServerRefusal } from '@k8s-blocks/cluster';
import { fieldsOf, nonEmptyTextOf } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { compareWithCluster } from '../compare/compare-with-cluster.ts';
import type { ObjectComparison } from '../compare/object-comparison.ts';
import { type ApplyObjectsOptions, applyObjects } from './apply-objects.ts';
import { type Deployment, deployedObjects } from './deployment.ts';

/**
 * Applies the namespaces of all services: several may share one. What is in a new one could not be asked about before, since quotas, rights
 * and policies of admission are of it, and controllers fill it; so the server is asked now, before anything else is applied.
 *
 * @throws Refusal if a namespace is refused, or what is to be in a new one; or the reason of the signal.
 */
export async function applyNamespaces(
  cluster: Cluster,
  deployment: Deployment,
  { forceConflicts, signal }: Pick<ApplyObjectsOptions, 'forceConflicts' | 'signal'>,
): Promise<void> {
  const services = deployment.waves.flat();
  const created = new Set<string>();
  const onApplied = (namespace: ObjectToSend, isNew: boolean) => {
    if (isNew) created.add(addressOf(namespace).name);
  };
  const namespaces = services.flatMap(({ objects }) => objects.filter(isNamespace));
  await applyObjects(cluster, namespaces, { forceConflicts, signal, onApplied });
  if (created.size === 0) return;
  const together = deployedObjects(deployment);
  const isInNew = (object: ObjectToSend) => created.has(namespaceOf(object) ?? '');
  // What they name, as a role, is in the same namespace, or in none.
  const asked = together.filter((object) => isInNew(object) || namespaceOf(object) === undefined);
  const compared = await compareWithCluster(cluster, asked, { together, signal });
  const serviceOf = new Map(services.flatMap(({ name, objects }) => objects.map((object) => [object, name])));
  const problems = compared.flatMap((comparison): readonly Problem[] => {
    const refusal = isInNew(comparison.object) ? refusalOf(comparison, forceConflicts) : undefined;
    const service = serviceOf.get(comparison.object);
    return refusal?.within(service === undefined ? {} : { service }).problems ?? [];
  });
  if (problems.length > 0) throw new Refusal([...problems, { problem: 'Namespaces were applied, and nothing else.' }]);
}

/** Why an object could not be applied; undefined if it can be. A conflict is refused as the apply would be. */
function refusalOf(comparison: ObjectComparison, forceConflicts: boolean): Refusal | undefined {
  if (comparison.outcome === 'refused') return comparison.refusal;
  if (comparison.outcome !== 'conflict' || forceConflicts) return undefined;
  const { object, conflicts } = comparison;
  return new ServerRefusal(
    { status: 409, reason: 'Conflict', serverMessage: '', causes: [], conflicts, isDenied: false },
    addressOf(object),
  );
}

function namespaceOf({ metadata }: ObjectToSend): string | undefined {
  return nonEmptyTextOf(fieldsOf(metadata).namespace);
}

/** Whether an object is a namespace. */
export function isNamespace({ apiVersion, kind }: ObjectToSend): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}
