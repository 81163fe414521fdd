import { Refusal } from '@k8s-blocks/refusal';

/** What only base may say. */
export interface BaseOptions {
  /**
   * Whether base is deployed itself. If it is not, it is only what the overlays are made of: `emit` and `build` still refuse
   * what is wrong with it, but nothing applies it, and neither `verify` nor `diff` judges it as an environment. Default: true.
   */
  readonly deployed?: boolean;
}

/**
 * Whether an environment is deployed.
 *
 * @throws Refusal if it is not, and is not base.
 */
export function isDeployed(environment: string, { deployed = true }: BaseOptions): boolean {
  if (deployed || environment === 'base') return deployed;
  throw new Refusal({
    environment,
    field: 'deployed',
    problem: 'Only base can be there without being deployed, since overlays are made of it.',
    remedy: 'Remove the environment.',
  });
}
