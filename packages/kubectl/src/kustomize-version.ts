import { run } from './run.ts';

/** The oldest major version of Kustomize whose builds are right. kubectl 1.27 is the first that contains it. */
export const MIN_KUSTOMIZE = 5;

/** The remedy on a machine without a usable kubectl. */
export const INSTALL_REMEDY =
  'Install kubectl 1.27 or newer (with Kustomize 5 or newer), or set KUBECTL to the path of one.';

/** In milliseconds: enough for a slow machine, and short enough to notice a kubectl that hangs. */
const TIMEOUT = 30_000;

/**
 * The version of the Kustomize inside a kubectl: `v5.7.1`; empty if kubectl prints none, as before 1.25.
 *
 * @throws Error if the command fails or does not print JSON.
 */
export async function kustomizeVersionOf(kubectl: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(kubectl, ['version', '--client', '-o', 'json'], { env, timeout: TIMEOUT });
  const version: unknown = JSON.parse(stdout);
  if (typeof version !== 'object' || version === null || !('kustomizeVersion' in version)) return '';
  return typeof version.kustomizeVersion === 'string' ? version.kustomizeVersion : '';
}

/** Whether a Kustomize of this version can be used. False for a text that is not a version. */
export function isRecentKustomize(version: string): boolean {
  return Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0) >= MIN_KUSTOMIZE;
}
