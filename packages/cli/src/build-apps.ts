import { type FolderToBuild, type KustomizeBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';
import { groupBy } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Environment } from '@k8s-blocks/topology';
import { loadApp } from './app-module.ts';
import type { Options } from './command.ts';
import { environmentFolder } from './environment-folder.ts';
import { Refused } from './for-each-target.ts';

/** What Kustomize makes of an app. */
export interface BuiltApp {
  /** The name of its contract. */
  readonly name: string;
  readonly environments: readonly BuiltEnvironment[];
}

/** One environment of an app, and what Kustomize makes of it. */
export interface BuiltEnvironment {
  readonly environment: string;
  /** The folder that it is built from. */
  readonly source: string;
  readonly build: KustomizeBuild | Refusal;
}

/**
 * Builds all environments of apps, those of many apps in one process.
 *
 * @returns each target with what is built, or with the error that refuses its module.
 */
export async function buildApps(
  targets: readonly string[],
  { root, allowRemote }: Pick<Options, 'root' | 'allowRemote'>,
): Promise<readonly (readonly [target: string, app: BuiltApp | Refused])[]> {
  const loaded = await Promise.all(targets.map(async (target) => [target, await foldersOf(target, root)] as const));
  const folders = loaded.flatMap(([, app]) => (app instanceof Refused ? [] : app.folders));
  const byEnvironment = [...groupBy(folders, ({ environment }) => [environment]).values()];
  const builds = new Map(
    (await Promise.all(byEnvironment.map((each) => kustomizeBuilds(each, { allowRemote })))).flat(),
  );
  return loaded.map(([target, app]) => {
    if (app instanceof Refused) return [target, app];
    const environments = app.folders.flatMap((each) => {
      const build = builds.get(each);
      return build === undefined ? [] : [{ environment: each.environment, source: each.folder, build }];
    });
    return [target, { name: app.name, environments }];
  });
}

/** The folders to build of an app. */
interface AppFolders {
  readonly name: string;
  readonly folders: readonly (FolderToBuild & { readonly environment: string })[];
}

/** The folders to build of the app that a module exports, one an environment. */
async function foldersOf(target: string, root: string): Promise<AppFolders | Refused> {
  try {
    const { contract, stack } = await loadApp(target);
    const { name, namespace } = contract;
    const environments: readonly Environment[] = Object.values(stack.environments);
    const folders = environments.map(({ name: environment, suffix }) => ({
      environment,
      folder: environmentFolder(root, name, environment),
      namespaces: [namespace + suffix],
    }));
    return { name, folders };
  } catch (error) {
    return new Refused(error);
  }
}

/** What was built. Throws one Refusal with the problems of all environments that do not build. */
export function builtOf({ environments }: BuiltApp): readonly (Omit<BuiltEnvironment, 'build'> & KustomizeBuild)[] {
  const problems = environments.flatMap(({ build }) => (build instanceof Refusal ? build.problems : []));
  if (problems.length > 0) throw new Refusal(problems);
  return environments.flatMap(({ build, ...each }) => (build instanceof Refusal ? [] : [{ ...each, ...build }]));
}
