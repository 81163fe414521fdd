import type { LocatedObject } from '@k8s-blocks/findings';
import { type Disclosure, type Kind, kindOf } from '@k8s-blocks/manifest';
import { pathSegmentProblem } from '../formats.ts';
import type { Metadata } from '../kinds.ts';
import { decode } from '../schema/decode.ts';
import { structOf } from '../schema/kind-types.ts';
import { labelViolations } from '../selector.ts';
import { formViolations } from '../value-form.ts';
import { belowMinimum, invalid, required, type Violations } from '../violation.ts';
import { finalizerViolations, unprefixedViolations } from './finalizers.ts';
import { annotationViolations } from './object-annotations.ts';
import { ownerReferenceViolations } from './owner-references.ts';

/**
 * An object of a kind whose metadata has no rules of its own, such as a custom resource, has a name that fits in a URL, and valid
 * labels, annotations, finalizers and owners.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names
 */
export function* foreignMetadataViolations(
  object: object,
  mayShow: Disclosure,
  { writtenAt, ...located }: Pick<LocatedObject, 'writtenAt' | 'rewritten'>,
): Violations {
  const { metadata } = object as { readonly metadata?: unknown };
  const { value, mistyped } = decode(
    metadata ?? {},
    structOf('meta/v1', 'ObjectMeta'),
    (field, given) => mayShow(inMetadata(field), given),
    { ...located, writtenAt: (field) => writtenAt?.(inMetadata(field)) },
  );
  for (const violation of mistyped) yield { ...violation, field: inMetadata(violation.field) };
  if (mistyped.length > 0) return;
  const metadataRead: Metadata = value;
  const { name = '', generateName = '', labels, annotations, finalizers = [], ownerReferences = [] } = metadataRead;
  if (name === '' && generateName === '') yield required('metadata.name', 'Give the object a name.');
  yield* invalid('metadata.name', pathSegmentProblem(name), 'Use a name without "/" and "%", other than "." and "..".');
  yield* labelViolations(labels, 'metadata.labels');
  yield* annotationViolations(annotations, 'metadata.annotations');
  yield* finalizerViolations(finalizers);
  yield* ownerReferenceViolations(ownerReferences);
  const kind = kindOf(object);
  if (kind !== undefined) yield* builtInMetadataViolations(metadataRead, kind);
}

/** The API groups whose kinds may have any finalizers, as custom resources may, and Events of the core group. */
const WITH_ANY_FINALIZERS = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
]);

/** The kinds of which the server keeps the generation as it is given. */
const WITH_GIVEN_GENERATION = new Set([
  ...['APIService', 'CSIDriver', 'CSINode', 'CSIStorageCapacity', 'CertificateSigningRequest', 'ClusterRole'],
  ...[
    'ClusterRoleBinding',
    'ControllerRevision',
    'Endpoints',
    'Event',
    'HorizontalPodAutoscaler',
    'IPAddress',
    'Lease',
  ],
  ...['LimitRange', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'ResourceClaim', 'ResourceClaimTemplate'],
  ...['ResourceQuota', 'Role', 'RoleBinding', 'RuntimeClass', 'ServiceCIDR', 'StorageClass', 'VolumeAttachment'],
  'VolumeAttributesClass',
]);

/** What a server refuses in metadata of Kubernetes' own kinds alone. */
function* builtInMetadataViolations({ finalizers = [], generation, namespace = '' }: Metadata, kind: Kind): Violations {
  const isFree = WITH_ANY_FINALIZERS.has(kind.group) || (kind.group === '' && kind.kind === 'Event');
  if (!isFree) yield* unprefixedViolations(finalizers, 'metadata.finalizers');
  if (WITH_GIVEN_GENERATION.has(kind.kind)) yield* belowMinimum('metadata.generation', generation, 0);
  if (kind.scope === 'Namespaced' && namespace !== '') {
    yield* formViolations('metadata.namespace', namespace, 'dns-label');
  }
}

function inMetadata(field: string): string {
  return field === '' ? 'metadata' : `metadata.${field}`;
}
