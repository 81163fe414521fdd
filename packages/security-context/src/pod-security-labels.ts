import type { PodSecurityLevel } from './pod-security-level.ts';

/**
 * The labels of a Namespace that make Pod Security admission refuse pods below a level, and warn when a workload is applied
 * whose pods would be refused: enforcement alone admits the Deployment, and its pods silently never appear. No version of
 * the standard is set: that of the cluster applies.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export function podSecurityLabels(level: PodSecurityLevel): Record<string, string> {
  return { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn': level };
}
