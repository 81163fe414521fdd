import type { Definitions } from '@k8s-blocks/custom-resources';

/** Options of `judgeObject`. */
export interface JudgeOptions {
  /** The definitions by which custom resources are judged. Default: none, and they are judged by their metadata alone. */
  readonly definitions?: Definitions | undefined;
}
