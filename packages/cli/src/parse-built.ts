import { Refusal } from '@k8s-blocks/refusal';

/**
 * Parses YAML that Kustomize built. It is plain, without comments and aliases: js-yaml reads the three thousand builds of a
 * thousand services in a quarter of the time of packages/read-yaml, which keeps comments and lines.
 *
 * @param file the file or folder of the build, for the message.
 * @throws Refusal if it is not YAML, or has aliases, which could expand to more than fits in memory. It quotes no part of
 * the text, since that may be a value of a Secret.
 */
export async function parseBuilt(yaml: string, file: string): Promise<readonly unknown[]> {
  const { loadAll, YAMLException } = await import('./node20/js-yaml.ts');
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
