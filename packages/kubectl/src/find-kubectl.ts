import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { fetchedKubectl } from './fetched-kubectl.ts';
import { INSTALL_REMEDY, isRecentKustomize, kustomizeVersionOf, MIN_KUSTOMIZE } from './kustomize-version.ts';
import { reasonOf } from './run.ts';

/** The kubectl of this process's environment: each build needs it, and a search runs `kubectl version`. */
let memo: Promise<string> | undefined;

/**
 * The kubectl to run, as a path or a command: `$KUBECTL`, or else the first kubectl on PATH whose Kustomize is 5 or
 * newer, or else, on Linux x86-64, one that is fetched and cached. It is searched once in a process, unless another
 * environment is given; after a search that failed, the next call searches again.
 *
 * @throws Refusal if `$KUBECTL` is set and cannot be used, or if there is no usable kubectl.
 */
export async function findKubectl(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  if (env !== process.env) return searchKubectl(env);
  memo ??= searchKubectl(env).catch((error: unknown) => {
    memo = undefined;
    throw error;
  });
  return memo;
}

/** The parts of the search that tests replace. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Fetches a kubectl if there is none on PATH; on Linux x86-64 only. */
  readonly fetch: (env: NodeJS.ProcessEnv) => Promise<string>;
}

/** As {@link findKubectl}, without its memo. */
export async function searchKubectl(env: NodeJS.ProcessEnv, machine: Partial<Machine> = {}): Promise<string> {
  const { platform = process.platform, arch = process.arch, fetch = fetchedKubectl } = machine;
  if (env.KUBECTL) return chosenKubectl(env.KUBECTL, env);
  const onPath = await kubectlOnPath(env, platform);
  if (onPath !== undefined) return onPath;
  if (platform === 'linux' && arch === 'x64') return fetch(env);
  throw new Refusal({
    problem: `There is no kubectl with Kustomize ${MIN_KUSTOMIZE} or newer on PATH.`,
    remedy: INSTALL_REMEDY,
  });
}

/** `$KUBECTL`. A path is made absolute, since commands run in other folders. */
async function chosenKubectl(chosen: string, env: NodeJS.ProcessEnv): Promise<string> {
  const kubectl = /[/\\]/.test(chosen) ? resolve(chosen) : chosen;
  const remedy = `Set KUBECTL to a kubectl 1.27 or newer (with Kustomize ${MIN_KUSTOMIZE} or newer), or unset it.`;
  const version = await kustomizeVersionOf(kubectl, env).catch((error: unknown) => {
    throw new Refusal({ problem: `KUBECTL is "${chosen}", which does not run: ${reasonOf(error)}`, remedy });
  });
  if (isRecentKustomize(version)) return kubectl;
  const problem = `KUBECTL is "${chosen}", whose Kustomize is ${version === '' ? 'older than 5 (kubectl prints no version of it)' : version}.`;
  throw new Refusal({ problem, remedy });
}

/** The first kubectl on PATH that runs and is recent enough. Relative folders on PATH are not searched. */
async function kubectlOnPath(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Promise<string | undefined> {
  const name = platform === 'win32' ? 'kubectl.exe' : 'kubectl';
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const kubectl of new Set(folders.map((folder) => join(folder, name)))) {
    const usable = await access(kubectl, constants.X_OK)
      .then(() => kustomizeVersionOf(kubectl, env))
      .then(isRecentKustomize, () => false);
    if (usable) return kubectl;
  }
  return undefined;
}
