import type { Definitions } from '@k8s-blocks/custom-resources';
import type { KubernetesVersion } from '@k8s-blocks/manifest';

/** Options of `judgeObject`. */
export interface JudgeOptions {
  /** The version of Kubernetes by whose API an object is judged. Default: the newest that is known, 1.36. */
  readonly kubernetes?: KubernetesVersion | undefined;
  /** The definitions by which custom resources are judged. Default: none, and they are judged by their metadata alone. */
  readonly definitions?: Definitions | undefined;
}
