import type { PodSecurityLevel } from './pod-security-level.ts';

/**
 * The labels of a Namespace that make Pod Security admission refuse pods below a level, and warn whoever applies a
 * workload whose pods would be refused: enforcement alone says nothing about a Deployment, its pods just never come.
 * No version is pinned: the cluster's own holds.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces
 */
export function podSecurityLabels(level: PodSecurityLevel): Record<string, string> {
  return { 'pod-security.kubernetes.io/enforce': level, 'pod-security.kubernetes.io/warn': level };
}
