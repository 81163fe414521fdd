import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { type Problem, Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import type { Options } from './command.ts';
import { environmentFolder } from './environment-folder.ts';
import { parseBuilt } from './parse-built.ts';

/** The build of one service in one environment. */
export interface ServiceBuild {
  readonly service: string;
  /** The path of the kustomization.yaml that it was built from. */
  readonly file: string;
  /** The built objects; none if the build failed. */
  readonly objects: readonly unknown[];
  /** Why it was not built, or cannot be read. Absent if it was. */
  readonly problems?: readonly Problem[];
}

/** Environment name to the builds of all services. */
export type Builds = Readonly<Record<string, readonly ServiceBuild[]>>;

type BuildOptions = Pick<Options, 'root' | 'out' | 'built' | 'allowRemote'>;

/**
 * The builds of all services of a stack in each environment: built now, or, with --built, read from the files of an earlier
 * build. If one does not build, its problems are in its {@link ServiceBuild}, and the others are still built.
 */
export async function readBuilds(stack: Stack, options: BuildOptions): Promise<Builds> {
  const environments = Object.keys(stack.environments).map(async (environment) => {
    const services = stack.startOrder.map(({ name }) => readBuild(name, environment, options));
    return [environment, await Promise.all(services)] as const;
  });
  return Object.fromEntries(await Promise.all(environments));
}

async function readBuild(service: string, environment: string, options: BuildOptions): Promise<ServiceBuild> {
  const { root, out, built, allowRemote } = options;
  const folder = environmentFolder(root, service, environment);
  const file = join(folder, 'kustomization.yaml');
  try {
    const read = built ? readBuilt(join(out, service, `${environment}.yaml`)) : build(folder, allowRemote);
    return { service, file, objects: await read };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : systemRefusal(error);
    if (refusal === undefined) throw error;
    const problems = refusal.problems.map((problem) => ({ ...problem, file: fileOf(problem, folder, file) }));
    return { service, file, objects: [], problems };
  }
}

/** The file of a problem; the kustomization.yaml if the problem is about the whole folder. */
function fileOf({ file = '' }: Problem, folder: string, kustomization: string): string {
  return file === '' || file === folder ? kustomization : file;
}

async function build(folder: string, allowRemote: boolean): Promise<readonly unknown[]> {
  const exists = await stat(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
  if (exists) return parseBuilt((await kustomizeBuild(folder, { allowRemote })).yaml, folder);
  throw new Refusal({
    file: folder,
    problem: 'The map has this service, but it was not emitted: there is no such folder.',
    remedy: 'Emit its app, name the folder of the trees with --root, or remove the service from the map.',
  });
}

async function readBuilt(path: string): Promise<readonly unknown[]> {
  const yaml = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    const remedy = 'Build every app first, or leave --built out.';
    throw new Refusal({ file: path, problem: 'It is not built.', remedy });
  });
  return parseBuilt(yaml, path);
}
