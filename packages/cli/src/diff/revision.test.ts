import { execFileSync } from 'node:child_process';
import { chmod, readdir, readFile, rm, symlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, makeRepository, type Repository, writeService } from './repository.test-helper.ts';

let repository: Repository;
beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(() => repository.remove());

describe('a base', () => {
  it.each(['main', 'HEAD~1', 'HEAD^', 'v1', 'refs/tags/v1', '@', 'HEAD^{commit}', ':/change'])(
    'that names one commit is compared with: %s',
    async (base) => {
      await repository.commit();
      await repository.git('tag', '-m', 'one', 'v1');
      expect((await repository.diff(`--base=${base}`)).stdout).toBe('base: nothing differs');
    },
  );

  it.each(['^HEAD', 'HEAD^!', 'HEAD^@', 'HEAD^-', 'HEAD..main', 'HEAD...main', '..', '^main^{}'])(
    'that names several revisions, or what is left out, is refused: %s',
    async (base) => {
      expectRefusal(await repository.diff(`--base=${base}`), `"${base}" names several revisions`, 'with --base');
    },
  );

  it.each([
    '',
    '-x',
    '--output=x',
    'nope',
    'HEAD:nope',
    'HEAD@{99}',
    'a b',
    '\u001b[31m',
    'x\n::error::y',
    'a\0b',
    '^',
  ])('that names none is refused: %j', async (base) => {
    const said = await repository.diff(`--base=${base}`);
    expectRefusal(said, 'Give a branch, a tag or a commit with --base');
    expect(said.stderr).not.toContain('\u001b');
    expect(said.stderr).not.toMatch(/^::/m);
  });

  it('that is a folder, a file, or the tag of one is refused as what it is', async () => {
    const tree = (await repository.git('rev-parse', 'HEAD^{tree}')).trim();
    await repository.git('tag', 'light', tree);
    await repository.git('tag', '-m', 'heavy', 'heavy', tree);
    for (const base of [tree, tree.slice(0, 10), 'HEAD:k8s', 'light', 'heavy']) {
      expectRefusal(await repository.diff('--base', base), `"${base}" is not a commit, but a tree.`);
    }
    expectRefusal(await repository.diff('--base', 'HEAD:k8s/shop/base/settings.yaml'), 'but a blob.');
  });
});

describe('the folder for temporary files', () => {
  it.each(['missing', 'file', 'file/below', '/proc/nothing'])('that is not there is refused: %s', async (name) => {
    await repository.write('../temporary/file', '');
    process.env.TMPDIR = join(repository.temporary, name);
    expectRefusal(
      await repository.diff(),
      process.env.TMPDIR,
      'No temporary folder for the committed trees can be made here',
      'TMPDIR',
    );
  });

  it('may be relative', async () => {
    process.env.TMPDIR = '../temporary';
    await writeService(repository, 'shop', 'new');
    process.chdir('k8s');
    process.env.TMPDIR = '../../temporary';
    expect((await repository.diff('--root', '.')).stdout).toContain('base: 1 changed');
  });

  const mounts = process.getuid?.() === 0 && isMountable();
  it.skipIf(!mounts)('that is full is refused, and nothing is left there', async () => {
    await repository.write('k8s/shop/base/large.bin', 'x'.repeat(2_000_000));
    await repository.commit();
    await withTmpfs('size=64k', async () => {
      expectRefusal(await repository.diff(), 'unable to write file', 'See that there is room in', 'TMPDIR');
      expect(await repository.leftovers()).toEqual([]);
    });
  });

  it.skipIf(!mounts)('that is read-only is refused', async () => {
    await withTmpfs('ro', async () => {
      expectRefusal(await repository.diff(), repository.temporary, 'read-only file system', 'TMPDIR');
    });
  });

  async function withTmpfs(options: string, act: () => Promise<void>): Promise<void> {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', repository.temporary]);
    try {
      await act();
    } finally {
      execFileSync('umount', [repository.temporary]);
    }
  }
});

/** Whether this process may mount file systems: in a container even root often may not. */
function isMountable(): boolean {
  try {
    execFileSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe('a revision', () => {
  it('is read without running what the repository names to watch its files, its index or its differences', async () => {
    const marker = join(repository.temporary, 'ran');
    await repository.write('../temporary/run.sh', `#!/bin/sh\ntouch ${marker}\n`);
    const script = join(repository.temporary, 'run.sh');
    await chmod(script, 0o755);
    for (const key of ['core.fsmonitor', 'diff.external', 'diff.x.textconv', 'diff.x.command', 'core.pager']) {
      await repository.git('config', key, script);
    }
    for (const hook of ['post-index-change', 'post-checkout', 'pre-auto-gc']) {
      await symlink(script, join(repository.folder, '.git/hooks', hook));
    }
    await repository.write('k8s/.gitattributes', '*.yaml diff=x filter=undefined\n');
    await writeService(repository, 'shop', 'new');
    await rm(marker, { force: true });
    expect((await repository.diff()).stdout).toContain('base: 1 changed');
    expect(await readdir(repository.temporary)).toEqual(['run.sh']);
  });

  it('leaves the index as it is, byte for byte, also where a file was written again as it was', async () => {
    await writeService(repository, 'shop', 'new');
    await writeService(repository, 'shop', 'old');
    // Older than the index, so that git could note in it that the file is as it was.
    await utimes('k8s/shop/base/settings.yaml', 1_000_000_000, 1_000_000_000);
    const before = await readFile('.git/index');
    expect((await repository.diff()).stdout).toBe('base: nothing differs');
    expect(before.equals(await readFile('.git/index'))).toBe(true);
  });

  it('with a path that git does not write is refused', async () => {
    const blob = execFileSync('git', ['hash-object', '-w', '--stdin'], { input: 'x' }).toString().trim();
    const make = (entries: string) => execFileSync('git', ['mktree'], { input: entries }).toString().trim();
    for (const name of ['.git', '..', '.']) {
      const inner = make(`100644 blob ${blob}\t${name}\n`);
      const base = make(`040000 tree ${inner}\tshop\n`);
      const top = make(`040000 tree ${base}\tk8s\n`);
      const commit = execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit-tree', top, '-m', 'x']);
      expectRefusal(
        await repository.diff('--base', commit.toString().trim()),
        'git read-tree failed: error: invalid path',
      );
      expect(await repository.leftovers()).toEqual([]);
    }
  });
});
