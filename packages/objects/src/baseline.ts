import { fieldsOf, integerOf, type ManifestFiles } from '@k8s-blocks/manifest';
import type { PodSecurityLevel } from '@k8s-blocks/security-context';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import { keepOneUp } from './keep-one-up.ts';
import { namespace } from './namespace.ts';
import { networkPolicy } from './network-policy.ts';
import { serviceAccount } from './service-account.ts';

/** What {@link withBaseline} takes. */
export interface BaselineOptions {
  /**
   * How many pods the service has in this environment. Default: as many as the workload among the files says; where it says
   * nothing, an autoscaler has their number.
   */
  readonly replicas?: number;
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
 * PodDisruptionBudget that keeps one pod up and its NetworkPolicy after them. A DaemonSet, a Job and a CronJob have no budget: a
 * drain passes over the pods of the first, and those of the others end by themselves.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors
 */
export function withBaseline(
  env: ServiceEnvironment,
  { podSecurity = 'restricted', files, ...options }: BaselineOptions,
): ManifestFiles {
  const { replicas = replicasIn(env, files) } = options;
  const baseline: ManifestFiles = {
    'namespace.yaml': namespace(env, { podSecurity }),
    'serviceaccount.yaml': serviceAccount(env),
    'pdb.yaml': isScaled(env) ? keepOneUp(env, replicas) : [],
    'networkpolicy.yaml': networkPolicy(env),
  };
  const { 'pdb.yaml': budget = [], 'networkpolicy.yaml': policy = [], ...others } = { ...baseline, ...files };
  return { ...others, 'pdb.yaml': budget, 'networkpolicy.yaml': policy };
}

function isScaled({ contract: { workload } }: ServiceEnvironment): boolean {
  return workload === 'Deployment' || workload === 'StatefulSet';
}

/** The replicas of the service's workload; nothing where it says none. */
function replicasIn({ contract }: ServiceEnvironment, files: ManifestFiles): number | undefined {
  const objects = Object.values(files).flat();
  const workload = objects.find(
    (each) => 'kind' in each && each.kind === contract.workload && each.metadata?.name === contract.name,
  );
  return workload === undefined ? undefined : integerOf(fieldsOf(fieldsOf(workload).spec).replicas);
}
