import { addressOf, type Cluster, type ObjectToSend } from '@k8s-blocks/cluster';
import { fieldsOf } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { compareWithCluster } from '../compare/compare-with-cluster.ts';
import { type ApplyObjectsOptions, applyObjects } from './apply-objects.ts';
import type { Deployment } from './deployment.ts';

/**
 * Applies the namespaces of all services: several may share one. What is in a new one could not be asked about before, since quotas, rights
 * and policies of admission are of it; so the server is asked now, before anything else is applied.
 *
 * @throws Refusal if a namespace is refused, or what is to be in a new one; or the reason of the signal.
 */
export async function applyNamespaces(
  cluster: Cluster,
  { ofStack, waves }: Deployment,
  { forceConflicts, signal }: Pick<ApplyObjectsOptions, 'forceConflicts' | 'signal'>,
): Promise<void> {
  const services = waves.flat();
  const created = new Set<string>();
  const onApplied = (namespace: ObjectToSend, isNew: boolean) => {
    if (isNew) created.add(addressOf(namespace).name);
  };
  const namespaces = services.flatMap(({ objects }) => objects.filter(isNamespace));
  await applyObjects(cluster, namespaces, { forceConflicts, signal, onApplied });
  const isInNew = ({ metadata }: ObjectToSend) => created.has(String(fieldsOf(metadata).namespace));
  const asked = services.flatMap(({ name, objects }) => objects.filter(isInNew).map((object) => ({ name, object })));
  const together = [...ofStack, ...services.flatMap(({ objects }) => objects)];
  const objects = asked.map(({ object }) => object);
  const compared = await compareWithCluster(cluster, objects, { together, signal });
  const problems = compared.flatMap((comparison, index): readonly Problem[] => {
    if (comparison.outcome !== 'refused') return [];
    return comparison.refusal.within({ service: asked[index]?.name ?? '' }).problems;
  });
  if (problems.length > 0) throw new Refusal([...problems, { problem: 'Namespaces were applied, and nothing else.' }]);
}

/** Whether an object is a namespace. */
export function isNamespace({ apiVersion, kind }: ObjectToSend): boolean {
  return apiVersion === 'v1' && kind === 'Namespace';
}
