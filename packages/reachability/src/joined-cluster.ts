import type { ClusterModel, Labels } from './model.ts';

/** Two clusters as one. A namespace that stands in both has the labels of both; where these differ, those of the second. */
export function joinedCluster(first: ClusterModel, second: ClusterModel): ClusterModel {
  const namespaces = new Map<string, Labels>();
  for (const { name, labels } of [...first.namespaces, ...second.namespaces]) {
    namespaces.set(name, { ...namespaces.get(name), ...labels });
  }
  return {
    namespaces: [...namespaces].map(([name, labels]) => ({ name, labels })),
    pods: [...first.pods, ...second.pods],
    services: [...first.services, ...second.services],
    policies: [...first.policies, ...second.policies],
  };
}
