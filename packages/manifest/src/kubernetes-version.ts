/** The versions of Kubernetes whose API is known, the oldest first. */
export const KUBERNETES_VERSIONS = ['1.33', '1.34', '1.35', '1.36'] as const;

/** A version of Kubernetes whose API is known: `1.35`. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

/** The newest version of Kubernetes whose API is known. */
export const NEWEST_KUBERNETES: KubernetesVersion = '1.36';

/** Whether a version of Kubernetes, known or not, is older than another: `1.9` than `1.16`. */
export function isOlderKubernetes(version: string, other: string): boolean {
  return minorOf(version) < minorOf(other);
}

/** The version of Kubernetes after a version: `1.36` after `1.35`. */
export function nextKubernetes(version: string): string {
  return `1.${minorOf(version) + 1}`;
}

/** The second number of a version. There is no version 2 of Kubernetes. */
function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
