import { Refusal } from '@k8s-blocks/refusal';

/**
 * The objects of what was built. Kustomize writes plain YAML, without comments and aliases, and a thousand services are
 * three thousand files of it: js-yaml reads them several times as fast as the library that keeps every token. Its build for
 * browsers is the same code, compiled for older engines; Node 20 runs it three times as fast as the other.
 *
 * @param file where it was built from, or to.
 * @throws Refusal if it is not YAML, or has aliases, which may stand for more than could be looked at. It quotes nothing of
 * it, since that may be a value of a Secret.
 */
export async function parseBuilt(yaml: string, file: string): Promise<readonly unknown[]> {
  const { loadAll, YAMLException } = await import('js-yaml/browser');
  try {
    return loadAll(yaml, { maxAliases: 0 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { mark } = error;
    const where = mark === undefined ? '' : ` in line ${mark.line + 1}, column ${mark.column + 1}`;
    throw new Refusal({
      file,
      problem: `What was built is not YAML that Kustomize writes${where}.`,
      remedy: 'Build it again.',
    });
  }
}
