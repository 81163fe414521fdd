import type { KubernetesVersion } from '@k8s-blocks/manifest';

/** Options of `judgeObject`. */
export interface JudgeOptions {
  /** The version of Kubernetes by whose API an object is judged. Default: the newest that is known, 1.36. */
  readonly kubernetes?: KubernetesVersion | undefined;
}
