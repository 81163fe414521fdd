import type { PlainMap } from '../plain-data.ts';

/** The API versions of which Kustomize 5 knows the merge keys of lists: those of Kubernetes 1.21. */
const VERSIONS: ReadonlySet<unknown> = new Set([
  'v1',
  ...versions('admissionregistration.k8s.io', 'v1 v1beta1'),
  ...versions('apiextensions.k8s.io', 'v1 v1beta1'),
  ...versions('apiregistration.k8s.io', 'v1 v1beta1'),
  ...versions('apps', 'v1'),
  ...versions('authentication.k8s.io', 'v1 v1beta1'),
  ...versions('authorization.k8s.io', 'v1 v1beta1'),
  ...versions('autoscaling', 'v1 v2beta1 v2beta2'),
  ...versions('batch', 'v1 v1beta1'),
  ...versions('certificates.k8s.io', 'v1 v1beta1'),
  ...versions('coordination.k8s.io', 'v1 v1beta1'),
  ...versions('discovery.k8s.io', 'v1 v1beta1'),
  ...versions('events.k8s.io', 'v1 v1beta1'),
  ...versions('extensions', 'v1beta1'),
  ...versions('flowcontrol.apiserver.k8s.io', 'v1beta1'),
  ...versions('networking.k8s.io', 'v1 v1beta1'),
  ...versions('node.k8s.io', 'v1 v1beta1 v1alpha1'),
  ...versions('policy', 'v1 v1beta1'),
  ...versions('rbac.authorization.k8s.io', 'v1 v1beta1 v1alpha1'),
  ...versions('scheduling.k8s.io', 'v1 v1beta1 v1alpha1'),
  ...versions('storage.k8s.io', 'v1 v1beta1 v1alpha1'),
]);

/** Kinds that these versions have since then. */
const NEWER_KINDS: ReadonlySet<unknown> = new Set([
  'ClusterTrustBundle',
  'IPAddress',
  'LeaseCandidate',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'PodCertificateRequest',
  'ServiceCIDR',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'VolumeAttributesClass',
]);

/**
 * Whether Kustomize knows the schema of an object's kind, and by that how its lists are merged. Of all others it replaces
 * lists, whatever they are called.
 *
 * @see https://github.com/kubernetes-sigs/kustomize/tree/kustomize/v5.7.1/kyaml/openapi/kubernetesapi
 */
export function hasKnownSchema({ apiVersion, kind }: PlainMap): boolean {
  return VERSIONS.has(apiVersion) && !NEWER_KINDS.has(kind);
}

function versions(group: string, names: string): readonly string[] {
  return names.split(' ').map((name) => `${group}/${name}`);
}
