import { posix, relative, resolve, sep } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { git } from './git.ts';

/** A revision to compare with, and where the trees are in it. */
export interface Revision {
  /** As the user named it: `origin/main`. */
  readonly name: string;
  /** The folder of the repository's work tree. */
  readonly top: string;
  /** The hash of its commit. */
  readonly commit: string;
  /** The hash of the folder of the trees in it; absent if it had none. */
  readonly tree: string | undefined;
  /** The path of that folder in the repository, with slashes: `k8s`. */
  readonly path: string;
}

/**
 * Finds a revision, and a folder in it.
 *
 * @param root the folder, relative to the working directory, or absolute. It need not be there now.
 * @throws Refusal if there is no repository, or no such revision in it.
 */
export async function findRevision(name: string, root: string): Promise<Revision> {
  const prefix = await git(['rev-parse', '--show-prefix']).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    const remedy = 'Run it in the repository that the manifests are committed to.';
    throw new Refusal({
      problem: 'The working directory is in no git repository, so there is nothing to compare with.',
      remedy,
    });
  });
  const commit = (await hashOf(`${name}^{commit}`)) ?? (await refuseUnknown(name));
  const path = posix
    .join(prefix.trim(), relative(process.cwd(), resolve(root)).split(sep).join('/'))
    .replace(/\/$/, '');
  const top = (await git(['rev-parse', '--show-toplevel'])).trim();
  return { name, top, commit, path, tree: await hashOf(`${commit}:${path === '.' ? '' : path}`) };
}

/** The hash of an object; nothing if there is none of that name. */
async function hashOf(name: string): Promise<string | undefined> {
  const hash = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', name]).catch((error: unknown) => {
    if (error instanceof Refusal) throw error;
    return '';
  });
  return hash.trim() || undefined;
}

async function refuseUnknown(name: string): Promise<never> {
  const isShallow = (await git(['rev-parse', '--is-shallow-repository'])).trim() === 'true';
  const fetching = /^[0-9a-f]{7,64}$/.test(name) ? `git fetch origin ${name}` : 'git fetch --unshallow';
  throw new Refusal({
    problem: isShallow ? `This shallow clone has no revision "${name}".` : `The repository has no revision "${name}".`,
    remedy: isShallow
      ? `Fetch it first: ${fetching} (on GitHub: fetch-depth: 0 of actions/checkout).`
      : 'Give a branch, a tag or a commit with --base; after "git fetch", if it is one of a remote.',
  });
}
