import { fileURLToPath } from 'node:url';
import { type KustomizeBuild, kustomizeBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';
import type { IDaemonSet } from 'kubernetes-models/apps/v1/DaemonSet';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { parseAllDocuments } from 'yaml';

/** The kinds that the apps consist of. */
export interface Kinds {
  Namespace: INamespace;
  ServiceAccount: IServiceAccount;
  ConfigMap: IConfigMap;
  Secret: ISecret;
  Deployment: IDeployment;
  StatefulSet: IStatefulSet;
  DaemonSet: IDaemonSet;
  Job: IJob;
  CronJob: ICronJob;
  Service: IService;
  PodDisruptionBudget: IPodDisruptionBudget;
  NetworkPolicy: INetworkPolicy;
}

/** Any object of a build. */
export interface BuiltObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
}

/** What the real Kustomize makes of one committed folder. */
export interface Built {
  readonly yaml: string;
  readonly warnings: string;
  readonly objects: readonly BuiltObject[];
  /** The object of a kind and name. Throws if the build has none. */
  find<Kind extends keyof Kinds>(kind: Kind, name: string): Kinds[Kind];
  /** All objects of a kind. */
  all<Kind extends keyof Kinds>(kind: Kind): readonly Kinds[Kind][];
}

const builds = new Map<string, Promise<Built>>();

/**
 * What a folder of the committed trees builds to. It is built once for all test files that share a process: no test changes
 * what is committed.
 *
 * @param folder below `k8s/`: `agent-society/overlays/staging`.
 */
export function built(folder: string): Promise<Built> {
  const known = builds.get(folder) ?? build(folder);
  builds.set(folder, known);
  return known;
}

/** A folder of the committed trees, and the namespaces of its objects. */
export interface CommittedFolder {
  readonly folder: string;
  readonly namespaces: readonly string[];
}

/** What folders of one environment build to, as {@link built} says of each; by one process of kubectl. */
export async function builtTogether(folders: readonly CommittedFolder[]): Promise<readonly Built[]> {
  const unknown = folders.filter(({ folder }) => !builds.has(folder));
  const building = kustomizeBuilds(unknown.map((each) => ({ ...each, folder: pathOf(each.folder) })));
  for (const [index, { folder }] of unknown.entries()) {
    const one = building.then((all) => {
      const build = all[index]?.[1];
      if (build === undefined || build instanceof Error) throw build ?? new Error(`${folder} was not built.`);
      return builtOf(folder, build);
    });
    builds.set(folder, one);
  }
  return Promise.all(folders.map(({ folder }) => built(folder)));
}

async function build(folder: string): Promise<Built> {
  return builtOf(folder, await kustomizeBuild(pathOf(folder)));
}

function pathOf(folder: string): string {
  return fileURLToPath(new URL(`../../../k8s/${folder}`, import.meta.url));
}

function builtOf(folder: string, { yaml, warnings }: KustomizeBuild): Built {
  const objects = parseAllDocuments(yaml).map((document): BuiltObject => document.toJS());
  const all: Built['all'] = <Kind extends keyof Kinds>(kind: Kind) =>
    objects.filter((object) => object.kind === kind) as unknown as readonly Kinds[Kind][];
  return {
    yaml,
    warnings,
    objects,
    all,
    find(kind, name) {
      const found = all(kind).find(({ metadata }) => metadata?.name === name);
      if (found === undefined) throw new Error(`There is no ${kind} ${name} in the build of ${folder}.`);
      return found;
    },
  };
}
