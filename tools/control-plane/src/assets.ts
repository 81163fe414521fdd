import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatNames, Refusal } from '@k8s-blocks/refusal';

/** The parts of a control plane besides etcd and the API server, which decide the programs that are needed. */
export interface Parts {
  readonly controllers?: boolean;
  readonly nodes?: number;
}

/** The programs that are always needed: those that `setup-envtest` installs. */
const BASE = ['etcd', 'kube-apiserver', 'kubectl'];

/**
 * The folder of the control plane's programs: `$KUBEBUILDER_ASSETS`, the convention of envtest; undefined if it is not set.
 *
 * @throws Refusal if it is set to a folder without etcd, kube-apiserver or kubectl: tests must not be skipped then.
 */
export function controlPlaneAssets(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = env.KUBEBUILDER_ASSETS;
  if (folder === undefined || folder === '') return undefined;
  checkPrograms(folder, BASE);
  return folder;
}

/**
 * Why a test cannot have a control plane with some parts, as a line to print; undefined if it can:
 *
 * ```ts
 * const skipped = whySkipped({ nodes: 2 });
 * if (skipped !== undefined) process.stderr.write(`${skipped}\n`);
 * describe.skipIf(skipped !== undefined)('…', () => {
 * ```
 */
export function whySkipped(parts: Parts = {}, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = controlPlaneAssets(env);
  if (folder === undefined) return 'KUBEBUILDER_ASSETS is not set: skipped the tests that need a real control plane.';
  const missing = missingPrograms(folder, programsFor(parts));
  if (missing.length === 0) return undefined;
  return `KUBEBUILDER_ASSETS lacks ${missing.join(', ')}: skipped the tests that need a control plane with controllers.`;
}

/** The programs of a control plane with some parts, including kubectl. */
export function programsFor({ nodes = 0, controllers = nodes > 0 }: Parts): readonly string[] {
  return [
    ...BASE,
    ...(controllers ? ['kube-controller-manager', 'kube-scheduler'] : []),
    ...(nodes > 0 ? ['kwok'] : []),
  ];
}

/** Refuses a folder without some of the programs. */
export function checkPrograms(folder: string, programs: readonly string[]): void {
  const missing = missingPrograms(folder, programs);
  if (missing.length === 0) return;
  throw new Refusal({
    file: folder,
    problem: `The folder of KUBEBUILDER_ASSETS has no executable ${formatNames(missing)}.`,
    remedy: 'Set it to a folder with these programs, as `setup-envtest use -p path` prints it, or unset it.',
  });
}

function missingPrograms(folder: string, programs: readonly string[]): readonly string[] {
  return programs.filter((program) => !isProgram(join(folder, program)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
