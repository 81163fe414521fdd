import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { canonicalAddressProblem } from '../address.ts';
import { pathSegmentProblem } from '../formats.ts';
import type { Metadata } from '../kinds.ts';
import { type NameForm, nameViolations, SUBDOMAIN_REMEDY } from '../object-names.ts';
import { type TypeRule, typeRule } from '../type-rule.ts';

/**
 * The kinds that are named by a DNS subdomain, by what a real API server of Kubernetes 1.35 answered. CustomResourceDefinitions and
 * APIServices are named after what they define.
 */
const BY_SUBDOMAIN: Readonly<Record<string, string>> = {
  'admissionregistration/v1':
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'coordination/v1': 'Lease',
  'core/v1': 'Endpoints LimitRange Node PersistentVolume PersistentVolumeClaim ResourceQuota',
  'discovery/v1': 'EndpointSlice',
  'events/v1': 'Event',
  'flowcontrol/v1': 'FlowSchema PriorityLevelConfiguration',
  'networking/v1': 'Ingress IngressClass ServiceCIDR',
  'networking/v1beta1': 'ServiceCIDR',
  'node/v1': 'RuntimeClass',
  'resource/v1': 'ResourceClaim ResourceClaimTemplate ResourceSlice',
  'scheduling/v1': 'PriorityClass',
  'storage/v1': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  'storage/v1alpha1': 'VolumeAttributesClass',
  'storage/v1beta1': 'VolumeAttributesClass',
};

const SUBDOMAIN: NameForm = { problem: dnsSubdomainProblem, remedy: SUBDOMAIN_REMEDY };
const ADDRESS: NameForm = {
  problem: canonicalAddressProblem,
  remedy: 'Name the object by its address, such as "10.0.0.1".',
};

/**
 * The names of objects of further kinds. Roles, their bindings, Events of the core group and CertificateSigningRequests have any
 * name that fits in a URL, which the rule foreign-metadata asks for.
 */
export const objectNamesOfKinds: readonly TypeRule[] = [
  nameRule(
    Object.entries(BY_SUBDOMAIN).flatMap(([goPackage, kinds]) =>
      kinds.split(' ').map((kind) => `${goPackage}.${kind}`),
    ),
    SUBDOMAIN,
  ),
  nameRule(['resource/v1.DeviceClass'], { ...SUBDOMAIN, isCompleted: true }),
  nameRule(['networking/v1.IPAddress', 'networking/v1beta1.IPAddress'], ADDRESS),
];

interface Named {
  readonly metadata?: Metadata;
}

function nameRule(types: readonly string[], form: NameForm): TypeRule {
  return typeRule<Named>('object-name', types, ({ metadata = {} }, { path }) => {
    const { name = '', generateName = '' } = metadata;
    const isJudgedElsewhere = (name === '' && generateName === '') || pathSegmentProblem(name) !== undefined;
    return path !== '' || isJudgedElsewhere ? [] : nameViolations(metadata, form);
  });
}
