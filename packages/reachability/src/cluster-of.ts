import { type Fields, fieldsOf, isFields, labelsOf, textOf } from '@k8s-blocks/manifest';
import { ciliumPoliciesOf } from './cilium-policy-of.ts';
import { clusterNetworkPolicyOf } from './cluster-network-policy-of.ts';
import type { ClusterModel, Labels, Pod, Service } from './model.ts';
import { networkPolicyOf } from './network-policy-of.ts';
import { podOf } from './pod-of.ts';
import type { Policy } from './policy.ts';
import { serviceOf } from './service-of.ts';

/**
 * What of built manifests decides who reaches whom: namespaces, pods, Services and policies: NetworkPolicies, those of Cilium
 * (v2) and ClusterNetworkPolicies (v1alpha2). Each workload
 * (Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob) becomes one pod that stands for all its replicas. An
 * object without a namespace is in `default`; a namespace that is only named exists, without labels of its own.
 *
 * It never throws: objects of other kinds or that are not objects are passed over, and malformed parts match nothing;
 * rules of single objects report them.
 */
export function clusterOf(objects: readonly unknown[]): ClusterModel {
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
    const ofManifest = policiesOf(type, namespace, name, manifest);
    policies.push(...ofManifest);
    if (pod !== undefined) pods.push(pod);
    else if (type === 'v1 Service') services.push(serviceOf(namespace, name, manifest));
    else if (ofManifest.every((policy) => policy.namespace === undefined)) continue;
    if (!namespaces.has(namespace)) namespaces.set(namespace, {});
  }
  return { namespaces: [...namespaces].map(([name, labels]) => ({ name, labels })), pods, services, policies };
}

/** The policies that a manifest describes; none if it is of another kind. */
function policiesOf(type: string, namespace: string, name: string, manifest: Fields): readonly Policy[] {
  switch (type) {
    case 'networking.k8s.io/v1 NetworkPolicy':
      return [networkPolicyOf(namespace, name, manifest)];
    case 'cilium.io/v2 CiliumNetworkPolicy':
      return ciliumPoliciesOf(namespace, name, manifest);
    case 'cilium.io/v2 CiliumClusterwideNetworkPolicy':
      return ciliumPoliciesOf(undefined, name, manifest);
    case 'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy':
      return [clusterNetworkPolicyOf(name, manifest)];
    default:
      return [];
  }
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
