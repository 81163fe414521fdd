import type { Kind } from '@k8s-blocks/manifest';
import type { Metadata } from './kinds.ts';
import { unprefixedViolations } from './rules/finalizers.ts';
import { formViolations } from './value-form.ts';
import { belowMinimum, type Violations } from './violation.ts';

/** The API groups whose kinds may have any finalizers, as custom resources may, and Events of the core group. */
const WITH_ANY_FINALIZERS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
]);

/** The kinds of which the server keeps the generation as it is given. */
const WITH_GIVEN_GENERATION = new Set(
  [
    'APIService CSIDriver CSINode CSIStorageCapacity CertificateSigningRequest ClusterRole ClusterRoleBinding ControllerRevision',
    'Endpoints Event HorizontalPodAutoscaler IPAddress Lease LimitRange Node PersistentVolume PersistentVolumeClaim ResourceClaim',
    'ResourceClaimTemplate ResourceQuota Role RoleBinding RuntimeClass ServiceCIDR StorageClass VolumeAttachment',
    'VolumeAttributesClass',
  ].flatMap((kinds) => kinds.split(' ')),
);

/** What a server refuses in metadata of Kubernetes' own kinds alone. */
export function* builtInMetadataViolations(
  { finalizers = [], generation, namespace = '' }: Metadata,
  kind: Kind,
): Violations {
  const isFree = WITH_ANY_FINALIZERS.has(kind.group) || (kind.group === '' && kind.kind === 'Event');
  if (!isFree) yield* unprefixedViolations(finalizers, 'metadata.finalizers');
  if (WITH_GIVEN_GENERATION.has(kind.kind)) yield* belowMinimum('metadata.generation', generation, 0);
  if (kind.scope === 'Namespaced' && namespace !== '') {
    yield* formViolations('metadata.namespace', namespace, 'dns-label');
  }
}
