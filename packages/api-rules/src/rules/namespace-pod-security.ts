import { formatStep } from '@k8s-blocks/manifest';
import { ruleFor } from '../rule.ts';
import { notSupported, quote, type Violations } from '../violation.ts';

const PREFIX = 'pod-security.kubernetes.io/';
const LEVELS = ['privileged', 'baseline', 'restricted'];

/**
 * The labels of Pod Security Admission have a valid level and version.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export const namespacePodSecurity = ruleFor(
  'namespace-pod-security',
  'Namespace',
  function* ({ metadata }): Violations {
    const labels = metadata?.labels ?? {};
    for (const mode of ['enforce', 'audit', 'warn']) {
      const level = `${PREFIX}${mode}`;
      const version = `${level}-version`;
      yield* notSupported(`metadata.labels${formatStep(level)}`, labels[level], LEVELS, 'FieldValueInvalid');
      const value = labels[version];
      if (value === undefined || value === 'latest' || /^v1\.(0|[1-9][0-9]*)$/.test(value)) continue;
      const problem = `${quote(value)} is not a version.`;
      yield {
        field: `metadata.labels${formatStep(version)}`,
        problem,
        remedy: 'Use "latest" or a version such as "v1.35".',
      };
    }
  },
);
