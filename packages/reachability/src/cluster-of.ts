import { type Fields, fieldsOf, isFields, labelsOf, textOf } from '@k8s-blocks/manifest';
import type { Cluster, Labels, Pod, Service } from './model.ts';
import { networkPolicyOf } from './network-policy-of.ts';
import { podOf } from './pod-of.ts';
import type { Policy } from './policy.ts';
import { serviceOf } from './service-of.ts';

/**
 * What of built manifests decides who reaches whom: namespaces, pods, Services and NetworkPolicies. Each workload
 * (Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob) becomes one pod that stands for all its replicas. An
 * object without a namespace is in `default`; a namespace that is only named exists, without labels of its own.
 *
 * It never throws: objects of other kinds or that are not objects are passed over, and malformed parts match nothing;
 * rules of single objects report them.
 */
export function clusterOf(objects: readonly unknown[]): Cluster {
  const namespaces = new Map<string, Labels>();
  const pods: Pod[] = [];
  const services: Service[] = [];
  const policies: Policy[] = [];
  for (const manifest of objects.flatMap(manifestsIn)) {
    const metadata = fieldsOf(manifest.metadata);
    const name = nonEmpty(metadata.name) ?? nonEmpty(metadata.generateName) ?? 'unnamed';
    const namespace = nonEmpty(metadata.namespace) ?? 'default';
    const type = `${textOf(manifest.apiVersion)} ${textOf(manifest.kind)}`;
    if (type === 'v1 Namespace') {
      namespaces.set(name, labelsOf(metadata.labels));
      continue;
    }
    const pod = podOf(type, namespace, name, manifest);
    if (pod !== undefined) pods.push(pod);
    else if (type === 'v1 Service') services.push(serviceOf(namespace, name, manifest));
    else if (type === 'networking.k8s.io/v1 NetworkPolicy') policies.push(networkPolicyOf(namespace, name, manifest));
    else continue;
    if (!namespaces.has(namespace)) namespaces.set(namespace, {});
  }
  return { namespaces: [...namespaces].map(([name, labels]) => ({ name, labels })), pods, services, policies };
}

/** The manifest itself, or the items of a List. */
function manifestsIn(value: unknown): readonly Fields[] {
  if (!isFields(value)) return [];
  const { kind, items } = value;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items) ? items.filter(isFields) : [value];
}

function nonEmpty(value: unknown): string | undefined {
  return textOf(value) || undefined;
}
