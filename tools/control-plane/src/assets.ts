import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatNames, Refusal } from '@k8s-blocks/refusal';

/** What a control plane is to have beside etcd and the API server: it decides which programs are needed. */
export interface Wanted {
  readonly controllers?: boolean;
  readonly nodes?: number;
}

/** What is always needed; `setup-envtest` brings just these. */
const BASE = ['etcd', 'kube-apiserver', 'kubectl'];

/**
 * The folder of the control plane's programs that `$KUBEBUILDER_ASSETS` names (the convention of envtest), if it is
 * set. Throws a {@link Refusal} if it is set, and etcd, kube-apiserver and kubectl are not there: whoever sets it wants
 * the tests to run.
 */
export function controlPlaneAssets(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = env.KUBEBUILDER_ASSETS;
  if (folder === undefined || folder === '') return undefined;
  checkPrograms(folder, BASE);
  return folder;
}

/**
 * One line for a test to print when it cannot have the control plane that it wants; undefined if it can:
 *
 * ```ts
 * const skipped = whySkipped({ nodes: 2 });
 * if (skipped !== undefined) process.stderr.write(`${skipped}\n`);
 * describe.skipIf(skipped !== undefined)('…', () => {
 * ```
 */
export function whySkipped(wanted: Wanted = {}, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = controlPlaneAssets(env);
  if (folder === undefined) return 'KUBEBUILDER_ASSETS is not set: skipped the tests that need a real control plane.';
  const missing = missingPrograms(folder, programsFor(wanted));
  if (missing.length === 0) return undefined;
  return `KUBEBUILDER_ASSETS lacks ${missing.join(', ')}: skipped the tests that need a control plane with controllers.`;
}

/** The programs that such a control plane runs, kubectl included. */
export function programsFor({ nodes = 0, controllers = nodes > 0 }: Wanted): readonly string[] {
  return [
    ...BASE,
    ...(controllers ? ['kube-controller-manager', 'kube-scheduler'] : []),
    ...(nodes > 0 ? ['kwok'] : []),
  ];
}

/** Refuses a folder in which some of the programs are missing. */
export function checkPrograms(folder: string, programs: readonly string[]): void {
  const missing = missingPrograms(folder, programs);
  if (missing.length === 0) return;
  throw new Refusal({
    file: folder,
    problem: `The folder that KUBEBUILDER_ASSETS names has no ${formatNames(missing)} that can be run.`,
    remedy: 'Name a folder that holds these programs, as `setup-envtest use -p path` prints it, or unset it.',
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
