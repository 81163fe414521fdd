import { type Omitted, omitted } from '@k8s-blocks/comments';
import type { Manifest, ManifestFiles } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { PodSecurityLevel } from '@k8s-blocks/security-context';
import { type ServiceEnvironment, type Workload, workloadsOf } from '@k8s-blocks/topology';
import { budgetOf } from './budget-of.ts';
import { deployedWorkloads } from './deployed-workloads.ts';
import { monitors } from './monitors.ts';
import { namespace, namespaceOwner } from './namespace.ts';
import { networkPolicy } from './network-policy.ts';
import { routes } from './routes.ts';
import { serviceAccount } from './service-account.ts';

/** What {@link withBaseline} takes. */
export interface BaselineOptions {
  /**
   * How many pods the main workload has in this environment. Default: as many as the workload among the files says; where it
   * says nothing, an autoscaler has their number.
   */
  readonly replicas?: number;
  /**
   * The strictest Pod Security level that all pods of the namespace meet. Of several services in one namespace, the one that has
   * the Namespace says it. Default: `restricted`; `privileged` where pods of the namespace are in the network of their nodes, which no
   * other level allows.
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
 * nodes have no NetworkPolicy, which would isolate nothing. What the map declares for the environment besides comes before
 * these: its `routes.yaml`, and the `servicemonitor.yaml` or `podmonitor.yaml` of ports that a Prometheus scrapes.
 *
 * Each other workload has a NetworkPolicy of its own, `networkpolicy-worker.yaml`, and, where it has more than one pod, a budget,
 * `pdb-worker.yaml`.
 *
 * @throws Refusal if a workload says its `replicas`, and a HorizontalPodAutoscaler has them; or for a `podSecurity` where
 * another service has the Namespace.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors
 */
export function withBaseline(
  env: ServiceEnvironment,
  { podSecurity, replicas, files }: BaselineOptions,
): ManifestFiles {
  refuseUnlessOwner(env, podSecurity);
  const objects = Object.values(files).flat();
  const before: ManifestFiles = {
    'namespace.yaml': namespace(env, { podSecurity: podSecurity ?? levelOf(env) }),
    'serviceaccount.yaml': serviceAccount(env),
  };
  const workloads = workloadsOf(env.contract);
  const after: ManifestFiles = Object.fromEntries([
    ...declaredFiles(deployedWorkloads(env)),
    ...workloads.map(
      (each) => [fileOf('pdb', each), whereDeployed(env, each, (at) => budgetOf(at, objects, replicas))] as const,
    ),
    ...workloads.map((each) => [fileOf('networkpolicy', each), whereDeployed(env, each, policyOf)] as const),
  ]);
  const isOwn = ([file]: readonly [string, unknown]) => !Object.hasOwn(after, file);
  const own: ManifestFiles = Object.fromEntries(Object.entries<Manifest | readonly Manifest[]>(files).filter(isOwn));
  // The last one replaces files of the baseline where they stand.
  return { ...before, ...own, ...after, ...files };
}

/** The files of objects that the map declares, where it declares any. */
function declaredFiles(
  workloads: readonly ServiceEnvironment[],
): (readonly [file: string, objects: readonly Manifest[]])[] {
  const monitored = workloads.map(monitors);
  const files = [
    ['routes.yaml', workloads.flatMap(routes)],
    ['servicemonitor.yaml', monitored.flatMap(({ serviceMonitors }) => serviceMonitors)],
    ['podmonitor.yaml', monitored.flatMap(({ podMonitors }) => podMonitors)],
  ] as const;
  return files.filter(([, objects]) => objects.length > 0);
}

/** Pods in the network of their nodes are isolated by no policy. */
function policyOf(env: ServiceEnvironment): Manifest | readonly Manifest[] {
  return env.workload.hostNetwork ? [] : networkPolicy(env);
}

function levelOf(env: ServiceEnvironment): PodSecurityLevel {
  const workloads = env.servicesInNamespace().flatMap(workloadsOf);
  return workloads.some(({ hostNetwork }) => hostNetwork) ? 'privileged' : 'restricted';
}

/** What is made of a workload, where it is deployed. */
function whereDeployed<T>(
  env: ServiceEnvironment,
  workload: Workload,
  make: (at: ServiceEnvironment) => T,
): T | Omitted {
  return env.has(workload) ? make(env.of(workload)) : omitted(`${workload.name} is not deployed here.`);
}

function fileOf(name: string, { key }: Workload): string {
  return key === undefined ? `${name}.yaml` : `${name}-${key}.yaml`;
}

/** The level is one label of the one Namespace: where another service has it, a level given here would have no effect. */
function refuseUnlessOwner(env: ServiceEnvironment, podSecurity: PodSecurityLevel | undefined): void {
  const owner = namespaceOwner(env);
  if (podSecurity === undefined || owner === env.contract.name) return;
  throw new Refusal({
    service: env.contract.name,
    environment: env.name,
    field: 'podSecurity',
    problem: `${owner} has the Namespace that both share, and with it its level.`,
    remedy: `Give podSecurity: '${podSecurity}' to withBaseline in the app of ${owner}, and none here.`,
  });
}
