import { type Fields, fieldsOf, integerOf, type Manifest, type ManifestFiles } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
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
  /**
   * The strictest Pod Security level that all pods of the namespace meet. Default: `restricted`; `privileged` where the
   * contract has `hostNetwork`, which no other level allows.
   */
  readonly podSecurity?: PodSecurityLevel;
  /**
   * The service's own files. One with the name of a file of the baseline replaces it: `'pdb.yaml':
   * podDisruptionBudget(env, 2)` is another budget, and `'pdb.yaml': []` removes it.
   */
  readonly files: ManifestFiles;
}

/**
 * The files of a service together with those that every service has: its Namespace and ServiceAccount before them, a
 * PodDisruptionBudget that keeps one pod up and its NetworkPolicy after them. A DaemonSet, a Job and a CronJob have no
 * budget: a drain passes over the pods of the first, and those of the others end by themselves. Pods in the network of their
 * nodes have no NetworkPolicy, which would isolate nothing.
 *
 * @throws Refusal if the workload says its `replicas`, and a HorizontalPodAutoscaler has them.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors
 */
export function withBaseline(
  env: ServiceEnvironment,
  { podSecurity = levelOf(env), files, ...options }: BaselineOptions,
): ManifestFiles {
  const found = replicasIn(env, Object.values(files).flat());
  const { replicas = found } = options;
  const baseline: ManifestFiles = {
    'namespace.yaml': namespace(env, { podSecurity }),
    'serviceaccount.yaml': serviceAccount(env),
    'pdb.yaml': isScaled(env) ? keepOneUp(env, replicas) : [],
    'networkpolicy.yaml': env.contract.hostNetwork ? [] : networkPolicy(env),
  };
  const { 'pdb.yaml': budget = [], 'networkpolicy.yaml': policy = [], ...others } = { ...baseline, ...files };
  return { ...others, 'pdb.yaml': budget, 'networkpolicy.yaml': policy };
}

function levelOf({ contract: { hostNetwork } }: ServiceEnvironment): PodSecurityLevel {
  return hostNetwork ? 'privileged' : 'restricted';
}

function isScaled({ contract: { workload } }: ServiceEnvironment): boolean {
  return workload === 'Deployment' || workload === 'StatefulSet';
}

/**
 * The replicas of the service's workload among the files; nothing where it says none. Two that decide on them are refused:
 * every apply would undo what the autoscaler did.
 */
function replicasIn(
  { contract, name: environment }: ServiceEnvironment,
  objects: readonly Manifest[],
): number | undefined {
  const workload = objects.map(fieldsOf).find((each) => isNamed(each, contract.workload, contract.name));
  const replicas = integerOf(fieldsOf(workload?.spec).replicas);
  const isAutoscaled = objects.map(fieldsOf).some((each) => isNamed(each, 'HorizontalPodAutoscaler', contract.name));
  if (replicas === undefined || !isAutoscaled) return replicas;
  throw new Refusal({
    service: contract.name,
    environment,
    object: `${contract.workload} ${contract.name}`,
    field: 'spec.replicas',
    problem: `It says ${replicas}, and HorizontalPodAutoscaler ${contract.name} has their number.`,
    remedy: 'Leave replicas out.',
  });
}

function isNamed({ kind, metadata }: Fields, wantedKind: string, name: string): boolean {
  return kind === wantedKind && fieldsOf(metadata).name === name;
}
