import { Refusal } from '@k8s-blocks/refusal';
import { askGit, git } from './git.ts';
import type { TreesRoot } from './trees-root.ts';

/** A revision to compare with, and the trees in it. */
export interface Revision {
  /** As the user named it: `origin/main`. */
  readonly name: string;
  /** The hash of its commit. */
  readonly commit: string;
  /** The hash of the folder of the trees in it; absent if it had none. */
  readonly tree: string | undefined;
}

/**
 * Finds a revision, and the folder of the trees in it.
 *
 * @param name any name of one commit: a branch, a tag, a hash, `HEAD~2`.
 * @throws Refusal if there is no such commit, or the path of the trees is not a folder in it.
 */
export async function findRevision(name: string, treesRoot: TreesRoot): Promise<Revision> {
  const object = await hashOf(name);
  const commit = object === undefined ? await refuseName(name) : await commitAt(object, name);
  return { name, commit, tree: await treeIn(commit, name, treesRoot) };
}

/**
 * The hash of an object; undefined if the name is not that of one object. (For a range, or an exclusion such as `^HEAD`, git
 * prints something else.)
 */
async function hashOf(name: string): Promise<string | undefined> {
  if (name.includes('\0')) return undefined;
  const found = await askGit('rev-parse', ['--verify', '--quiet', '--end-of-options', name]);
  const hash = found?.trim() ?? '';
  return /^[\da-f]{40,64}$/.test(hash) ? hash : undefined;
}

/** How messages describe an entry of a revision that is not a folder, by its type. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  commit: 'a submodule, whose files are not in this repository',
  link: 'a link, of which git stores only the target',
  blob: 'a file',
};

/** The hash of the folder of the trees in a commit; undefined if the commit does not have it. */
async function treeIn(commit: string, name: string, { root, top, path }: TreesRoot): Promise<string | undefined> {
  if (path === '.') return hashOf(`${commit}^{tree}`);
  const listed = await git('ls-tree', ['-z', '--full-tree', commit, '--', path], { folder: top });
  const [, mode = '', type = '', hash] = /^(\d{6}) (\w+) ([\da-f]+)\t/.exec(listed) ?? [];
  if (hash === undefined || type === 'tree') return hash;
  throw new Refusal({
    file: root,
    problem: `At ${name} it is ${DESCRIPTIONS[mode === '120000' ? 'link' : type] ?? 'not a folder'}.`,
    remedy: 'Give a revision with --base in which it is a folder, or another folder with --root.',
  });
}

const REMEDY = 'Give a branch, a tag or a commit with --base; after "git fetch", if it is one of a remote.';

/** The commit that an object is, or that a tag leads to. */
async function commitAt(object: string, name: string): Promise<string> {
  const commit = await hashOf(`${object}^{commit}`);
  if (commit !== undefined) return commit;
  const type = (await git('cat-file', ['-t', `${object}^{}`])).trim();
  throw new Refusal({ problem: `"${name}" is not a commit, but a ${type}.`, remedy: REMEDY });
}

async function refuseName(name: string): Promise<never> {
  if (/^\^|\.\.|\^[!@]$|\^-\d*$/.test(name)) {
    throw new Refusal({ problem: `"${name}" names several revisions, or what is left out of them.`, remedy: REMEDY });
  }
  const isShallow = (await git('rev-parse', ['--is-shallow-repository'])).trim() === 'true';
  const fetching = /^[\da-f]{7,64}$/.test(name) ? `git fetch origin ${name}` : 'git fetch --unshallow';
  throw new Refusal({
    problem: isShallow ? `This shallow clone has no revision "${name}".` : `The repository has no revision "${name}".`,
    remedy: isShallow ? `Fetch it first: ${fetching} (on GitHub: fetch-depth: 0 of actions/checkout).` : REMEDY,
  });
}
