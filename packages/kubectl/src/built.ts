import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import { INSTALL_REMEDY } from './kustomize-version.ts';
import { run } from './run.ts';

/** Who printed something, and for which folder. */
interface Printed {
  readonly kubectl: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Refuses what a build does not print: it ends in the midst of a line, or a document of it is not a manifest. Nothing at all
 * is what Kustomize builds where every object is removed, and also what a kubectl prints that does not build: it is believed
 * of one that builds something else.
 */
export async function checkBuilt(yaml: string, { kubectl, folder, env }: Printed): Promise<void> {
  if (yaml.trim() === '' ? await provedToBuild(kubectl, env) : isManifests(yaml)) return;
  const what = yaml.trim() === '' ? 'nothing' : 'something that is not a stream of manifests';
  throw new Refusal({
    file: folder,
    problem: `"${kubectl} kustomize" printed ${what} for this folder, as if that were what it builds.`,
    remedy: `Look at that kubectl. ${INSTALL_REMEDY}`,
  });
}

/** Kustomize writes each document as a block of fields in the first column, and what is in them further right. */
function isManifests(yaml: string): boolean {
  return yaml.endsWith('\n') && yaml.split(/^---$/m).every((document) => /^kind: /m.test(document));
}

const PROBE = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: proof-that-kubectl-builds\n';

const proofs = new Map<string, Promise<boolean>>();

/** Whether a kubectl builds a ConfigMap to itself. It is asked once a process. */
function provedToBuild(kubectl: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const proof = proofs.get(kubectl) ?? buildsProbe(kubectl, env);
  proofs.set(kubectl, proof);
  return proof;
}

async function buildsProbe(kubectl: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const folder = await temporaryFolder();
  try {
    await writeFile(join(folder, 'config-map.yaml'), PROBE);
    await writeFile(join(folder, 'kustomization.yaml'), 'resources: [config-map.yaml]\n');
    const { stdout } = await run(kubectl, ['kustomize', folder], { env, timeout: 60_000 });
    return stdout === PROBE;
  } catch {
    return false;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'k8s-blocks-')).catch((error: unknown) => {
    throw systemRefusal(error) ?? error;
  });
}
