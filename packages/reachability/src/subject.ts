import { selects } from './label-selector.ts';
import type { ClusterModel, Labels, PodEndpoint } from './model.ts';
import type { Policy } from './policy.ts';
import { namespaceLabelsOf } from './resolved-endpoint.ts';

/** The question whether a policy is for pods with such labels, whether or not they are in the network of their node. */
export function subjectTest(
  cluster: Pick<ClusterModel, 'namespaces'>,
): (policy: Policy, pod: Pick<PodEndpoint, 'namespace' | 'labels'>) => boolean {
  const namespaces: ReadonlyMap<string, Labels> = new Map(cluster.namespaces.map(({ name, labels }) => [name, labels]));
  return ({ namespace, subject: { podSelector, namespaceSelector } }, pod) => {
    if (namespace !== undefined && namespace !== pod.namespace) return false;
    if (!selects(podSelector, pod.labels)) return false;
    if (namespaceSelector === undefined) return true;
    return selects(namespaceSelector, namespaceLabelsOf(pod.namespace, namespaces.get(pod.namespace)));
  };
}
