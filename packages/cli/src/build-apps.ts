import type { App } from '@k8s-blocks/app';
import { type FolderToBuild, type KustomizeBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { groupBy, type KubernetesObject, referenceOf } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { loadApp } from './app-module.ts';
import type { BuildOptions } from './build-options.ts';
import { environmentFolder } from './environment-folder.ts';
import { parseBuilt } from './parse-built.ts';

/** What Kustomize makes of an app. */
export interface BuiltApp {
  /** The name of its contract. */
  readonly name: string;
  readonly environments: readonly EnvironmentBuild[];
}

/** One environment of an app, and what Kustomize makes of it. */
export interface EnvironmentBuild {
  readonly environment: string;
  /** The folder that it is built from. */
  readonly source: string;
  readonly build: KustomizeBuild | Refusal;
}

/** What was thrown when an app was loaded. */
interface NotLoaded {
  readonly error: unknown;
}

/**
 * Builds all environments of apps in which they have objects, those of many apps in one process, and compares what was built
 * with what the apps say: a difference refuses the build.
 */
export async function buildApps(
  targets: readonly string[],
  { root, ...buildOptions }: BuildOptions,
): Promise<ReadonlyMap<string, BuiltApp | NotLoaded>> {
  const loaded = await Promise.all(targets.map(async (target) => [target, await foldersOf(target, root)] as const));
  const folders = loaded.flatMap(([, app]) => ('error' in app ? [] : app.folders));
  const byEnvironment = [...groupBy(folders, ({ environment }) => [environment]).values()];
  const builds = new Map((await Promise.all(byEnvironment.map((each) => kustomizeBuilds(each, buildOptions)))).flat());
  const apps = loaded.map(async ([target, app]): Promise<readonly [string, BuiltApp | NotLoaded]> => {
    if ('error' in app) return [target, app];
    const environments = app.folders.map(async (each) => {
      const build = builds.get(each);
      if (build === undefined) return [];
      const { environment, folder: source } = each;
      return [{ environment, source, build: build instanceof Refusal ? build : await asSaid(app.name, each, build) }];
    });
    return [target, { name: app.name, environments: (await Promise.all(environments)).flat() }];
  });
  return new Map(await Promise.all(apps));
}

/** What was built, if it is what the app says. */
async function asSaid(service: string, folder: AppFolder, build: KustomizeBuild): Promise<KustomizeBuild | Refusal> {
  const { environment, folder: file, objects } = folder;
  const problems = buildDifferences(objects, await parseBuilt(build.yaml, file));
  return problems.length === 0 ? build : new Refusal(problems).within({ service, environment, file });
}

/** The folders to build of an app. */
interface AppFolders {
  readonly name: string;
  readonly folders: readonly AppFolder[];
}

interface AppFolder extends FolderToBuild {
  readonly environment: string;
  /** The objects that the app says. */
  readonly objects: readonly KubernetesObject[];
}

/** The folders to build of the app that a module exports, one an environment. */
async function foldersOf(target: string, root: string): Promise<AppFolders | NotLoaded> {
  try {
    const app = await loadApp(target);
    const { name } = app.contract;
    const folders = Object.entries(app.resources())
      .filter(([, objects]) => objects.length > 0)
      .map(([environment, objects]) => {
        const folder = environmentFolder(root, name, environment);
        return { environment, folder, objects, namespaces: namespacesOf(app, environment, objects) };
      });
    return { name, folders };
  } catch (error) {
    return { error };
  }
}

/** The namespaces of an app in an environment: its own, and those of its objects that belong elsewhere. */
function namespacesOf({ contract, stack }: App, environment: string, objects: readonly KubernetesObject[]): string[] {
  const { namespace } = stack.serviceIn(contract, environment);
  return [...new Set([namespace, ...objects.flatMap((object) => referenceOf(object)?.namespace ?? [])])];
}

/** What was built. Throws one Refusal with the problems of all environments that do not build. */
export function builtOf({ environments }: BuiltApp): readonly (Omit<EnvironmentBuild, 'build'> & KustomizeBuild)[] {
  const problems = environments.flatMap(({ build }) => (build instanceof Refusal ? build.problems : []));
  if (problems.length > 0) throw new Refusal(problems);
  return environments.flatMap(({ build, ...each }) => (build instanceof Refusal ? [] : [{ ...each, ...build }]));
}
