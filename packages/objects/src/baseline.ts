import type { ManifestFiles } from '@k8s-blocks/manifest';
import type { PodSecurityLevel } from '@k8s-blocks/security-context';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import { keepOneUp } from './keep-one-up.ts';
import { namespace } from './namespace.ts';
import { networkPolicy } from './network-policy.ts';
import { serviceAccount } from './service-account.ts';

/** What {@link withBaseline} takes. */
export interface BaselineOptions {
  /** How many pods the service has in this environment. */
  readonly replicas: number;
  /** The strictest Pod Security level that all pods of the namespace meet. Default: `restricted`. */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * The service's own files. One with the name of a file of the baseline replaces it: `'pdb.yaml':
   * podDisruptionBudget(env, 2)` is another budget, and `'pdb.yaml': []` removes it.
   */
  readonly files: ManifestFiles;
}

/**
 * The files of a service together with those that every service has: its Namespace and ServiceAccount before them, a
 * PodDisruptionBudget that keeps one pod up and its NetworkPolicy after them.
 */
export function withBaseline(
  env: ServiceEnvironment,
  { replicas, podSecurity = 'restricted', files }: BaselineOptions,
): ManifestFiles {
  const baseline: ManifestFiles = {
    'namespace.yaml': namespace(env, { podSecurity }),
    'serviceaccount.yaml': serviceAccount(env),
    'pdb.yaml': keepOneUp(env, replicas),
    'networkpolicy.yaml': networkPolicy(env),
  };
  const { 'pdb.yaml': budget = [], 'networkpolicy.yaml': policy = [], ...others } = { ...baseline, ...files };
  return { ...others, 'pdb.yaml': budget, 'networkpolicy.yaml': policy };
}
