import { join, posix, relative } from 'node:path';
import { askGit } from './git.ts';

/** The path of the kustomization of a base or overlay; its first group is the folder of the trees. */
const KUSTOMIZATION = /^(?:(.+)\/)?[^/]+\/(?:base|overlays\/[^/]+)\/(?:kustomization\.ya?ml|Kustomization)$/;

/**
 * The remedy for a folder without trees: the folders of the repository that have some.
 *
 * @param top the folder of the repository's work tree.
 */
export async function remedyForNoTrees(top: string): Promise<string> {
  const files = ((await askGit('ls-files', ['-z'], { folder: top })) ?? '').split('\0');
  const folders = files.flatMap((path) => {
    const found = KUSTOMIZATION.exec(path);
    return found === null ? [] : [posix.normalize(found[1] ?? '.')];
  });
  const roots = [...new Set(folders)].map((folder) => relative(process.cwd(), join(top, folder)) || '.');
  if (roots.length === 0)
    return 'Give the folder of the trees, which contains <service>/base and <service>/overlays, with --root.';
  return `Give the folder of the trees: ${roots
    .slice(0, 5)
    .map((each) => `--root ${each}`)
    .join(', or ')}`;
}
