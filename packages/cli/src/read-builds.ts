import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Contract, Environment, Stack } from '@k8s-blocks/topology';
import type { BuildOptions } from './build-options.ts';
import { environmentFolder } from './environment-folder.ts';
import { orRefusal } from './or-refusal.ts';
import { parseBuilt } from './parse-built.ts';
import { readStackPolicy } from './read-stack-policy.ts';
import type { Builds, ServiceBuild } from './service-build.ts';

interface ReadOptions extends BuildOptions {
  /** The folder of an earlier build, whose files are read. Default: everything is built now. */
  readonly builtFolder?: string | undefined;
}

/**
 * The builds of all services of a stack in each environment in which they are deployed: built now, many in one process, or read
 * from the files of an earlier build. What is of the whole stack is read besides. If one does not build, its problems are in its
 * {@link ServiceBuild}, and the others are still built.
 */
export async function readBuilds(stack: Stack, options: ReadOptions): Promise<Builds> {
  const environments = Object.values<Environment>(stack.environments).filter(({ deployed }) => deployed);
  const builds = environments.map(async (environment) => {
    return [environment.name, await readEnvironmentBuilds(stack, environment, options)] as const;
  });
  return Object.fromEntries(await Promise.all(builds));
}

/** The builds of all services of a stack in one environment, as {@link readBuilds} has them. */
export async function readEnvironmentBuilds(
  stack: Stack,
  environment: Environment,
  options: ReadOptions,
): Promise<readonly ServiceBuild[]> {
  const ofStack = readStackPolicy(stack, environment, options);
  const services = await readServiceBuilds(stack.servicesIn(environment.name), environment, options);
  return [...services, ...(await ofStack)];
}

/** The builds of some services in an environment in which they are deployed. */
export async function readServiceBuilds(
  services: readonly Contract[],
  environment: Environment,
  options: ReadOptions,
): Promise<readonly ServiceBuild[]> {
  const { root, builtFolder } = options;
  const yamls =
    builtFolder === undefined
      ? buildYamls(services, environment, options)
      : readYamls(services, environment, { root, builtFolder });
  return Promise.all((await yamls).map(([service, yaml]) => serviceBuild(service, yaml)));
}

/** A service in one environment, and what its objects are built from. */
interface ServiceFolder {
  readonly service: string;
  readonly folder: string;
  /** The file that was built before, for messages; the folder if it is built now. */
  readonly source: string;
}

/** Each service with its YAML, or with why there is none. */
type Yamls = readonly (readonly [ServiceFolder, string | Refusal])[];

async function buildYamls(
  contracts: readonly Contract[],
  { name, namespaceName }: Environment,
  { root, allowRemote = false }: BuildOptions,
): Promise<Yamls> {
  const services = contracts.map(({ name: service, namespace }) => {
    const folder = environmentFolder(root, service, name);
    return { service, folder, source: folder, namespaces: [namespaceName(namespace)] };
  });
  const problems = await Promise.all(
    services.map(async (each) => [each, await orRefusal(checkEmitted(each))] as const),
  );
  const emitted = problems.flatMap(([each, refusal]) => (refusal instanceof Refusal ? [] : [each]));
  const builds = new Map(await kustomizeBuilds(emitted, { allowRemote }));
  return problems.flatMap(([each, refusal]) => {
    const built = refusal instanceof Refusal ? refusal : builds.get(each);
    if (built === undefined) return [];
    return [[each, built instanceof Refusal ? built : built.yaml] as const];
  });
}

async function readYamls(
  contracts: readonly Contract[],
  { name }: Environment,
  { root, builtFolder }: { readonly root: string; readonly builtFolder: string },
): Promise<Yamls> {
  const services = contracts.map(async ({ name: service }) => {
    const source = join(builtFolder, service, `${name}.yaml`);
    const each = { service, folder: environmentFolder(root, service, name), source };
    return [each, await orRefusal(readBuilt(source))] as const;
  });
  return Promise.all(services);
}

async function serviceBuild({ service, folder, source }: ServiceFolder, yaml: string | Refusal): Promise<ServiceBuild> {
  const file = join(folder, 'kustomization.yaml');
  const objects = yaml instanceof Refusal ? yaml : await orRefusal(parseBuilt(yaml, source));
  if (!(objects instanceof Refusal)) return { service, file, objects };
  const problems = objects.problems.map((problem) => ({ ...problem, file: fileOf(problem, folder, file) }));
  return { service, file, objects: [], problems };
}

/** The file of a problem; the kustomization.yaml if the problem is about the whole folder. */
function fileOf({ file = '' }: Problem, folder: string, kustomization: string): string {
  return file === '' || file === folder ? kustomization : file;
}

async function checkEmitted({ folder }: ServiceFolder): Promise<void> {
  await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new Refusal({
      file: folder,
      problem: 'The map has this service, but it was not emitted: there is no such folder.',
      remedy: 'Emit its app, name the folder of the trees with --root, or remove the service from the map.',
    });
  });
}

async function readBuilt(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    const remedy = 'Build every app first, or leave --built out.';
    throw new Refusal({ file: path, problem: 'It is not built.', remedy });
  });
}
