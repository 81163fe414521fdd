import { lstat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { git } from './git.ts';
import { type Entry, entriesOf, filesOf, LINK } from './links-and-submodules.ts';
import type { Revision } from './revision.ts';
import type { TreesRoot } from './trees-root.ts';

/** The state of the work tree, compared with a revision. Paths are relative to the folder of the trees, with slashes. */
export interface WorkTree {
  /**
   * The files that differ from the revision: changed, added or removed, whether committed or not; also untracked files, and
   * those whose changes git ignores (see {@link Indexed.isIgnored}).
   */
  readonly changed: readonly string[];
  /** Links and submodules. */
  readonly entries: readonly Entry[];
  /** The files that refer to paths above their own folder (`../`), to the number of folders that they go up. */
  readonly climbing: ReadonlyMap<string, number>;
}

/** Reads the state of the trees from git. */
export async function readWorkTree({ commit }: Revision, { top, path }: TreesRoot): Promise<WorkTree> {
  const inTop = { folder: top };
  const [changed, untracked, files, climbing] = await Promise.all([
    git('diff', [...DIFF, commit, '--', path], inTop).then(pathsIn),
    git('ls-files', ['--others', '--exclude-standard', '-z', '--', path], inTop).then(pathsIn),
    filesOf(['--', path], inTop),
    climbingFiles(top, path),
  ]);
  const fromRoot = (each: string) => posix.relative(path, each);
  const links = (await Promise.all(untracked.map((each) => linkAt(top, each)))).flat();
  const special = [...files, ...links].map((file) => ({ ...file, path: fromRoot(file.path) }));
  const ignored = files.filter(({ isIgnored }) => isIgnored).map((file) => file.path);
  return {
    changed: [...changed, ...untracked, ...ignored].map(fromRoot),
    entries: await entriesOf(join(top, path), special),
    climbing: new Map([...climbing].map(([each, number]) => [fromRoot(each), number])),
  };
}

/** Prints only names, unquoted. Of submodules only commits are compared: git would run programs of their configuration. */
const DIFF = ['--name-only', '--no-renames', '--no-ext-diff', '--ignore-submodules=dirty', '-z'];

function pathsIn(output: string): readonly string[] {
  return output.split('\0').filter((path) => path !== '');
}

async function linkAt(top: string, path: string) {
  const found = await lstat(join(top, path)).catch(() => undefined);
  return found?.isSymbolicLink() === true ? [{ mode: LINK, path }] : [];
}

/** The files that refer to paths above their own folder, to the number of folders that they go up. */
async function climbingFiles(top: string, path: string): Promise<ReadonlyMap<string, number>> {
  const found = await git('grep', ['-I', '-z', '-F', '-e', '../', '--', path], { folder: top, codeOfNothing: 1 });
  const climbing = new Map<string, number>();
  for (const line of found.split('\n')) {
    const [file = '', text = ''] = line.split('\0');
    // Each path by itself: a line may have several, in a YAML list in flow style.
    for (const word of text.split(/[\s,'"[\]{}]+/)) {
      const steps = word.match(/\.\.(?:\/|$)/g)?.length ?? 0;
      if (steps > (climbing.get(file) ?? 0)) climbing.set(file, steps);
    }
  }
  return climbing;
}
