import { dnsLabelProblem, dnsSubdomainProblem, type KubernetesVersion } from '@k8s-blocks/manifest';
import { nameOfServiceProblem, pathSegmentProblem } from '../formats.ts';
import type { Kind } from '../kinds.ts';
import { nameViolations, SUBDOMAIN_REMEDY } from '../object-names.ts';
import { type ObjectRule, ruleFor } from '../rule.ts';

type NameProblem = (name: string, kubernetes: KubernetesVersion) => string | undefined;

const LABEL_REMEDY = 'Use lower-case letters, digits and "-", at most 63, with a letter or digit at both ends.';

/**
 * An object has a name, or a `generateName`, which is valid for its kind.
 *
 * @example
 * metadata: { name: Web_1 } # upper case and "_"
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const objectName: readonly ObjectRule[] = [
  nameRule(
    [
      'ServiceAccount',
      'ConfigMap',
      'Secret',
      'NetworkPolicy',
      'Pod',
      'PodTemplate',
      'Deployment',
      'ReplicaSet',
      'DaemonSet',
      'Job',
      'CronJob',
    ],
    dnsSubdomainProblem,
    SUBDOMAIN_REMEDY,
  ),
  ruleFor('object-name', 'ReplicationController', ({ metadata = {} }) =>
    nameViolations(metadata, { problem: dnsSubdomainProblem, remedy: SUBDOMAIN_REMEDY, isCompleted: true }),
  ),
  nameRule(['PodDisruptionBudget'], pathSegmentProblem, 'Use lower-case letters, digits, "-" and ".".'),
  nameRule(['Namespace', 'StatefulSet'], dnsLabelProblem, LABEL_REMEDY),
  nameRule(
    ['Service'],
    nameOfServiceProblem,
    'Use lower-case letters, digits and "-", at most 63, with a letter first and no "-" last.',
  ),
];

function nameRule(judged: readonly Kind[], nameProblem: NameProblem, remedy: string): ObjectRule {
  return ruleFor('object-name', judged, ({ metadata = {} }, kubernetes) =>
    nameViolations(metadata, { problem: (name) => nameProblem(name, kubernetes), remedy }),
  );
}
