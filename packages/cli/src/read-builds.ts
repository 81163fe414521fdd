import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { type Problem, Refusal, systemRefusal } from '@k8s-blocks/refusal';
import type { Stack } from '@k8s-blocks/topology';
import { parseBuilt } from './built-yaml.ts';
import type { Options } from './command.ts';

/** What was built for one service in one environment. */
export interface ServiceBuild {
  readonly service: string;
  /** Where it was built from. */
  readonly file: string;
  /** Nothing where it was not built. */
  readonly objects: readonly unknown[];
  /** Why it was not built, or cannot be read. Absent: it was. */
  readonly problems?: readonly Problem[];
}

/** Environment name to the builds of all services. */
export type Builds = Readonly<Record<string, readonly ServiceBuild[]>>;

type Places = Pick<Options, 'root' | 'out' | 'built' | 'allowRemote'>;

/**
 * What the services of a stack are in each environment: built here, or, with --built, by an earlier build. One that does
 * not build does not keep the others from being judged.
 */
export async function readBuilds(stack: Stack, places: Places): Promise<Builds> {
  const environments = Object.keys(stack.environments).map(async (environment) => {
    const services = stack.startOrder.map(({ name }) => readBuild(name, environment, places));
    return [environment, await Promise.all(services)] as const;
  });
  return Object.fromEntries(await Promise.all(environments));
}

async function readBuild(service: string, environment: string, places: Places): Promise<ServiceBuild> {
  const { root, out, built, allowRemote } = places;
  const folder = join(root, service, environment === 'base' ? 'base' : join('overlays', environment));
  const file = join(folder, 'kustomization.yaml');
  try {
    const read = built ? readBuilt(join(out, service, `${environment}.yaml`)) : build(folder, allowRemote);
    return { service, file, objects: await read };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : systemRefusal(error);
    if (refusal === undefined) throw error;
    const placed = refusal.problems.map((problem) => ({ ...problem, file: fileOf(problem, folder, file) }));
    return { service, file, objects: [], problems: placed };
  }
}

/** The file that a problem is in: a folder that was not built is named by its kustomization. */
function fileOf({ file = '' }: Problem, folder: string, kustomization: string): string {
  return file === '' || file === folder ? kustomization : file;
}

async function build(folder: string, allowRemote: boolean): Promise<readonly unknown[]> {
  const isThere = await stat(folder).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      return false;
    },
  );
  if (isThere) return parseBuilt((await kustomizeBuild(folder, { allowRemote })).yaml, folder);
  throw new Refusal({
    file: folder,
    problem: 'It is on the map, but was not emitted: there is no such folder.',
    remedy: 'Emit its app, name the folder of the trees with --root, or take it off the map.',
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
