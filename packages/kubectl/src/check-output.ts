import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { INSTALL_REMEDY } from './kustomize-version.ts';
import { run } from './run.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/** The kubectl that printed something, and the folder that it was to build. */
interface BuildRun {
  readonly kubectl: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Refuses output that no build prints: it ends within a line, or a document of it is not a manifest. Empty output is right
 * if every object was removed, but is also what a broken kubectl prints: so the kubectl then has to build a ConfigMap.
 *
 * @throws Refusal that names the folder.
 */
export async function checkOutput(yaml: string, { kubectl, folder, env }: BuildRun): Promise<void> {
  if (yaml.trim() === '' ? await buildsProbe(kubectl, env) : isManifests(yaml)) return;
  const what = yaml.trim() === '' ? 'nothing' : 'something that is not a stream of manifests';
  throw new Refusal({
    file: folder,
    problem: `"${kubectl} kustomize" printed ${what} for this folder, as if that were what it builds.`,
    remedy: `Look at that kubectl. ${INSTALL_REMEDY}`,
  });
}

/** Kustomize writes the fields of each document in block style, without indentation. */
export function isManifests(yaml: string): boolean {
  return yaml.endsWith('\n') && yaml.split(/^---$/m).every((document) => /^kind: /m.test(document));
}

const PROBE = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: proof-that-kubectl-builds\n';

/** Whether a kubectl builds a kustomization of one ConfigMap to that ConfigMap. */
async function buildsProbe(kubectl: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'config-map.yaml'), PROBE);
    await writeFile(join(folder, 'kustomization.yaml'), 'resources: [config-map.yaml]\n');
    const output = await run(kubectl, ['kustomize', folder], { env, timeout: 60_000 }).catch(() => undefined);
    return output?.stdout === PROBE;
  });
}
