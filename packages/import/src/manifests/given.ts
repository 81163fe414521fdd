import { basename, dirname, join, resolve } from 'node:path';
import { groupBy } from '@k8s-blocks/manifest';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import { buildsUpon, foldersIn, isFolder, isKustomization } from './kustomization-files.ts';

/** The manifests of one environment that are to be imported. */
export interface GivenEnvironment {
  readonly name: string;
  /** Kustomizations, folders and files: see `readManifests`. */
  readonly paths: readonly string[];
}

/** The environment of paths that do not say theirs. */
const BASE = 'base';

/**
 * The environments that paths are of, base first. A path says its environment by its folders, `overlays/<name>` or `base`; a
 * folder that has `overlays`, or `base` and beside it what builds upon that, stands for all of them, and so does one with such folders below
 * it. Any other path is of base.
 *
 * @param named paths whose environment was said: `staging=k8s/web/overlays/staging`.
 * @throws Refusal if one of `named` has not this form.
 */
export function givenEnvironments(paths: readonly string[], named: readonly string[] = []): GivenEnvironment[] {
  const said = named.map(namedPath);
  const problems = said.filter((each) => 'problem' in each);
  if (problems.length > 0) throw new Refusal(problems);
  const all = [...said.flatMap((each) => ('path' in each ? [each] : [])), ...paths.flatMap(environmentsBelow)];
  const byName = groupBy(all, ({ environment }) => [nameOf(environment)]);
  const environments = [...byName].map(([name, each]) => ({ name, paths: [...new Set(each.map(({ path }) => path))] }));
  return environments.sort((one, other) => Number(other.name === BASE) - Number(one.name === BASE));
}

/** The name of a folder as that of an environment, which is a DNS label. */
function nameOf(folder: string): string {
  const plain = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63);
  const trimmed = plain.replace(/^-/, '').replace(/-$/, '');
  return trimmed === '' ? BASE : trimmed;
}

interface PathOfEnvironment {
  readonly environment: string;
  readonly path: string;
}

function namedPath(text: string): PathOfEnvironment | Problem {
  const [, environment, path] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
  if (environment && path) return { environment, path };
  const problem = `"${text}" does not name an environment and its manifests.`;
  return { field: '--environment', problem, remedy: 'Give both: --environment staging=k8s/web/overlays/staging.' };
}

function environmentsBelow(path: string): PathOfEnvironment[] {
  const own = environmentOf(path);
  if (own !== undefined || !isFolder(path)) return [{ environment: own ?? BASE, path }];
  const found = environmentsIn(path);
  return found.length === 0 ? [{ environment: BASE, path }] : found;
}

/** The environment that the folders of a path name. */
function environmentOf(path: string): string | undefined {
  const folder = isFolder(path) ? resolve(path) : dirname(resolve(path));
  const name = basename(folder);
  if (basename(dirname(folder)) === 'overlays') return name;
  return name === BASE ? BASE : undefined;
}

/** The environments of the services in a folder and below it; none where they are not in folders of that kind. */
function environmentsIn(folder: string): PathOfEnvironment[] {
  const overlays = foldersIn(join(folder, 'overlays')).filter(isKustomization);
  const base = join(folder, BASE);
  if (basename(resolve(folder)) === 'overlays' && !isKustomization(folder)) {
    return foldersIn(folder).filter(isKustomization).map(asEnvironment);
  }
  if (overlays.length > 0) {
    return [...(isKustomization(base) ? [{ environment: BASE, path: base }] : []), ...overlays.map(asEnvironment)];
  }
  if (isKustomization(folder)) return [];
  if (isKustomization(base)) {
    // A base builds upon files of its own, too.
    const others = foldersIn(folder).filter((each) => each !== base && buildsUpon(each, base));
    return [base, ...others].map(asEnvironment);
  }
  return foldersIn(folder).flatMap(environmentsIn);
}

/** A folder that is called like its environment. */
function asEnvironment(path: string): PathOfEnvironment {
  return { environment: basename(path), path };
}
