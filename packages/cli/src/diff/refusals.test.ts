import { execFile } from 'node:child_process';
import { rm, symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  commit,
  diff,
  diffIn,
  edit,
  expectRefusal,
  folder,
  inRepository,
  MAP,
  repository,
  temporary,
  write,
} from './two-services.test-helper.ts';

inRepository();

describe('diff refuses', () => {
  it('a folder that is in no repository', async () => {
    await rm(join(repository, '.git'), { recursive: true });
    const env = { GIT_CEILING_DIRECTORIES: folder };
    expectRefusal(
      await diffIn(repository, env, MAP),
      'is not in a git repository, so there is nothing to compare with.',
    );
  });

  it('a revision that is not there', async () => {
    expectRefusal(await diff(MAP, '--base', 'nope'), 'The repository has no revision "nope".\nGive a branch');
    expectRefusal(await diff(MAP, '--base=--help'), 'The repository has no revision "--help".');
  });

  it('one that a shallow clone does not have, with the command that fetches it', async () => {
    await edit(MAP, 'export', 'export');
    await write('more.txt', '');
    await commit();
    const clone = join(folder, 'clone');
    await promisify(execFile)('git', ['clone', '--quiet', '--depth=1', pathToFileURL(repository).href, clone]);
    await symlink(join(repository, 'node_modules'), join(clone, 'node_modules'));
    const answer = await diffIn(clone, {}, MAP, '--base', 'HEAD~1');
    expectRefusal(answer, 'This shallow clone has no revision "HEAD~1".\nFetch it first: git fetch --unshallow');
  });

  it('an environment that there is none of, and a module that exports neither a map nor an app', async () => {
    expectRefusal(
      await diff(MAP, '--environment', 'x'),
      'There is no environment "x".\nName one of "base", "staging".',
    );
    await write('none.mjs', 'export default 1;');
    expectRefusal(await diff('none.mjs'), 'none.mjs\n  Its default export is neither a map nor an app.');
  });

  it('to continue without git', async () => {
    const path = (process.env.PATH ?? '').split(delimiter);
    expect(path.length).toBeGreaterThan(0);
    expectRefusal(await diffIn(repository, { PATH: temporary }, MAP), 'There is no git on the PATH.\nInstall git.');
  });
});
