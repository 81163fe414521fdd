import { Refusal } from '@k8s-blocks/refusal';
import { findKubectl } from './find-kubectl.ts';
import { withoutLog } from './innermost-reason.ts';
import { kustomizeBuild } from './kustomize-build.ts';
import { reasonOf, run } from './run.ts';
import { SecretWords } from './secret-words.ts';

/**
 * Asks the API server of a context whether it would accept the objects of a built folder, as `kubectl apply --server-side
 * -k <folder> --dry-run=server` does. The server validates and admits everything, and stores nothing.
 *
 * @param context the name of a context of the user's kubeconfig.
 * @returns what kubectl prints, object by object, without values of Secrets.
 * @throws Refusal if the folder does not build, or if the server refuses an object; without values of Secrets. Objects in
 * a namespace that does not exist yet are refused.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 */
export async function applyDryRun(folder: string, context: string): Promise<string> {
  const kubectl = await findKubectl();
  const { yaml } = await kustomizeBuild(folder);
  // A server quotes values in its errors, and in its warnings, as of deprecated fields.
  const shown = (text: string) => secretsOf(yaml).hideIn(withoutLog(text)).trim();
  try {
    const command = ['--context', context, 'apply', '--server-side', '-f', '-', '--dry-run=server'];
    const { stdout, stderr } = await run(kubectl, command, { input: yaml });
    return shown(`${stdout}${stderr}`);
  } catch (error) {
    const reason = reasonOf(error);
    const [, missing] = /namespaces "([^"]+)" not found/.exec(reason) ?? [];
    const remedy =
      missing === undefined
        ? {}
        : {
            remedy: `Create the namespace first, and run this again: kubectl --context ${context} create namespace ${missing}`,
          };
    throw new Refusal({
      file: folder,
      problem: `The server of context "${context}" does not accept it: ${shown(reason)}`,
      ...remedy,
    });
  }
}

function secretsOf(yaml: string): SecretWords {
  const words = new SecretWords();
  words.addManifests(Buffer.from(yaml));
  return words;
}
