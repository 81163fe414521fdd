import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { canonicalAddressProblem } from '../address.ts';
import { pathSegmentProblem } from '../formats.ts';
import type { Metadata } from '../kinds.ts';
import { nameViolations, SUBDOMAIN_REMEDY } from '../object-names.ts';
import { type TypeRule, typeRule } from '../type-rule.ts';

/** The kinds that are named by a DNS subdomain, by what a real API server of Kubernetes 1.35 answered. */
const BY_SUBDOMAIN: Readonly<Record<string, string>> = {
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'coordination/v1': 'Lease',
  'core/v1': 'Endpoints LimitRange Node PersistentVolume PersistentVolumeClaim ResourceQuota',
  'discovery/v1': 'EndpointSlice',
  'networking/v1': 'Ingress IngressClass ServiceCIDR',
  'networking/v1beta1': 'ServiceCIDR',
  'scheduling/v1': 'PriorityClass',
  'storage/v1': 'CSIDriver CSINode CSIStorageCapacity StorageClass VolumeAttachment VolumeAttributesClass',
  'storage/v1alpha1': 'VolumeAttributesClass',
  'storage/v1beta1': 'VolumeAttributesClass',
};

/**
 * The names of objects of further kinds. Roles, their bindings and Events have any name that fits in a URL, which the rule
 * foreign-metadata asks for.
 */
export const objectNamesOfKinds: readonly TypeRule[] = [
  nameRule(
    Object.entries(BY_SUBDOMAIN).flatMap(([goPackage, kinds]) =>
      kinds.split(' ').map((kind) => `${goPackage}.${kind}`),
    ),
    dnsSubdomainProblem,
    SUBDOMAIN_REMEDY,
  ),
  nameRule(
    ['networking/v1.IPAddress', 'networking/v1beta1.IPAddress'],
    canonicalAddressProblem,
    'Name the object by its address, such as "10.0.0.1".',
  ),
];

interface Named {
  readonly metadata?: Metadata;
}

function nameRule(
  types: readonly string[],
  nameProblem: (name: string) => string | undefined,
  remedy: string,
): TypeRule {
  return typeRule<Named>('object-name', types, ({ metadata = {} }, { path }) => {
    const { name = '', generateName = '' } = metadata;
    const isJudgedElsewhere = (name === '' && generateName === '') || pathSegmentProblem(name) !== undefined;
    return path !== '' || isJudgedElsewhere ? [] : nameViolations(name, generateName, nameProblem, remedy);
  });
}
