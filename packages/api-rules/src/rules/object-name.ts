import { dnsLabelProblem, dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { pathSegmentProblem, serviceNameProblemOfVersions } from '../formats.ts';
import type { Kind } from '../kinds.ts';
import { type NameProblem, nameViolations, SUBDOMAIN_REMEDY } from '../object-names.ts';
import { type ObjectRule, ruleFor } from '../rule.ts';

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
    ['ServiceAccount', 'ConfigMap', 'Secret', 'Deployment', 'NetworkPolicy'],
    dnsSubdomainProblem,
    SUBDOMAIN_REMEDY,
  ),
  nameRule(['PodDisruptionBudget'], pathSegmentProblem, 'Use lower-case letters, digits, "-" and ".".'),
  nameRule(['Namespace', 'StatefulSet'], dnsLabelProblem, LABEL_REMEDY),
  nameRule(
    ['Service'],
    serviceNameProblemOfVersions,
    'Use lower-case letters, digits and "-", at most 63, with a letter first and no "-" last.',
  ),
];

function nameRule(judged: readonly Kind[], nameProblem: NameProblem, remedy: string): ObjectRule {
  return ruleFor('object-name', judged, ({ metadata = {} }) =>
    nameViolations(metadata.name, metadata.generateName, nameProblem, remedy),
  );
}
