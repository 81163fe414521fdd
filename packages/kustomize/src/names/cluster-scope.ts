import { groupOf, isNamespaced } from '@k8s-blocks/manifest';

/** The kinds of which Kustomize knows that they are of the whole cluster, as `group/kind`: those of Kubernetes 1.21. */
const KNOWN = new Set([
  '/ComponentStatus',
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'networking.k8s.io/IngressClass',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
]);

/** What the scope of an object depends on. */
export interface Typed {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Whether Kustomize takes an object for one of the whole cluster, to which it gives no namespace. */
export function isClusterScopedToKustomize({ apiVersion, kind }: Typed): boolean {
  return KNOWN.has(`${groupOf(apiVersion)}/${kind}`);
}

/** Whether an object is one of the whole cluster. A custom resource of an unknown kind is taken to be in a namespace. */
export function isClusterScoped({ apiVersion, kind }: Typed): boolean {
  return isNamespaced({ group: groupOf(apiVersion), kind }) === false;
}
