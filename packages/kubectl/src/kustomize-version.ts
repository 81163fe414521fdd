import { run } from './run.ts';

/** The oldest Kustomize whose builds are what this workspace expects. kubectl 1.27 is the first to bring it. */
export const OLDEST_KUSTOMIZE = 5;

/** What to do on a machine that has no usable kubectl. */
export const INSTALL_REMEDY =
  'Install kubectl 1.27 or newer (with Kustomize 5 or newer), or set KUBECTL to the path of one.';

/** Long enough for a version on the slowest machine, short enough that a kubectl that hangs is noticed. */
const TIMEOUT = 30_000;

/**
 * The version of the Kustomize inside a kubectl, `v5.7.1`, as it says it; empty if it says none, as kubectl before 1.25.
 * Rejects if the command does not run.
 */
export async function kustomizeVersionOf(kubectl: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(kubectl, ['version', '--client', '-o', 'json'], { env, timeout: TIMEOUT });
  const version: unknown = JSON.parse(stdout);
  if (typeof version !== 'object' || version === null || !('kustomizeVersion' in version)) return '';
  return typeof version.kustomizeVersion === 'string' ? version.kustomizeVersion : '';
}

/** Whether a Kustomize of this version can be used. A version that is no number is none that can. */
export function isRecentKustomize(version: string): boolean {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0) >= OLDEST_KUSTOMIZE;
}
