import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addSubmodule,
  expectRefusal,
  makeRepository,
  type Repository,
  writeService,
} from './repository.test-helper.ts';

let repository: Repository;
beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(() => repository.remove());

const SAME = 'base: nothing differs';

describe('a root', () => {
  it('with the trees of a revision compares with it', async () => {
    expect(await repository.diff('--fail-on', 'difference')).toEqual({ code: 0, stdout: SAME, stderr: '' });
    await writeService(repository, 'shop', 'new');
    expect(await repository.diff('--fail-on', 'difference')).toMatchObject({ code: 1 });
  });

  it.each(['kate8s', 'k8s/nothing', 'deep/er/k8s', 'a\u001b[31m', 'a\nb', ':(glob)**', '-x'])(
    'that is neither there now nor in the revision is refused: %j',
    async (root) => {
      const said = await repository.diff(`--root=${root}`, '--fail-on', 'difference');
      expectRefusal(
        said,
        'There is no such folder, neither now nor at HEAD.',
        'Give the folder of the trees: --root k8s',
      );
    },
  );

  it('that is the default is found from a folder below too', async () => {
    await mkdir('docs/pages', { recursive: true });
    process.chdir('docs/pages');
    expect((await repository.diff()).stdout).toBe(SAME);
    expectRefusal(await repository.diff('--root', 'k8s'), 'There is no such folder', '--root ../../k8s');
    process.chdir('../../k8s/shop');
    expect((await repository.diff()).stdout).toBe(SAME);
    expectRefusal(await repository.diff('--root', 'k8s'), 'There is no such folder', '--root ..');
  });

  it('that contains no trees is refused', async () => {
    await repository.write('docs/page/text.md', '');
    expectRefusal(await repository.diff('--root', 'docs'), 'docs\n', 'It contains no trees, neither now nor at HEAD.');
    await mkdir('empty');
    expectRefusal(await repository.diff('--root', 'empty'), 'It contains no trees');
    expectRefusal(await repository.diff('--root', 'k8s/shop'), 'It contains no trees');
  });

  it('that is gone now, or was not there before, is all of it deleted or created', async () => {
    await rename('k8s', 'manifests');
    expect((await repository.diff()).stdout).toContain('base: 1 deleted');
    expect((await repository.diff('--root', 'manifests')).stdout).toContain('base: 1 created');
  });

  it('that is not a folder is refused', async () => {
    await repository.write('file', '');
    execFileSync('mkfifo', ['pipe']);
    for (const root of ['file', 'file/k8s', 'pipe', 'k8s/shop/base/kustomization.yaml']) {
      expectRefusal(await repository.diff('--root', root), 'It is not a folder.', '--root');
    }
  });

  it('that was a file, a link or a submodule in the revision is refused', async () => {
    await repository.write('tool/other', '');
    await repository.write('was-file', '');
    await symlink('k8s', 'was-link');
    await repository.commit();
    await addSubmodule(repository, 'was-submodule');
    await repository.commit();
    for (const [root, what] of [
      ['was-file', 'At HEAD it is a file.'],
      ['was-link', 'At HEAD it is a link, of which git stores only the target.'],
      ['was-submodule', 'At HEAD it is a submodule, whose files are not in this repository.'],
    ] as const) {
      await rm(root, { recursive: true });
      await repository.write(`${root}/shop/base/kustomization.yaml`, '');
      expectRefusal(await repository.diff('--root', root), what, '--base');
    }
  });

  it('behind a link is refused, with the folder that it leads to', async () => {
    await rename('k8s', 'deploy');
    await symlink('deploy', 'k8s');
    await repository.commit();
    expectRefusal(
      await repository.diff(),
      'k8s\n  It is a link, of which git stores only the target.',
      '--root deploy',
    );
    await mkdir('folder');
    await rename('deploy', 'folder/trees');
    await symlink('folder', 'link');
    expectRefusal(await repository.diff('--root', 'link/trees'), 'link\n  It is a link', '--root folder/trees');
    await symlink('nowhere', 'dangling');
    expectRefusal(await repository.diff('--root', 'dangling'), 'It is a link to a path that does not exist.');
    await symlink('loop', 'loop');
    expectRefusal(await repository.diff('--root', 'loop'), 'Its symbolic links lead in a circle.');
  });

  it('named through a link to the repository is the one in it', async () => {
    await symlink(repository.folder, join(repository.temporary, 'way'));
    expect((await repository.diff('--root', join(repository.temporary, 'way/k8s'))).stdout).toBe(SAME);
  });

  it('outside of the repository, or in another one within it, is refused', async () => {
    await mkdir(join(repository.temporary, 'k8s/shop/base'), { recursive: true });
    for (const root of [join(repository.temporary, 'k8s'), '../temporary/k8s', '/', '..']) {
      expectRefusal(await repository.diff('--root', root), 'It is outside of the repository of the working directory');
    }
    await symlink(join(repository.temporary, 'k8s'), 'out');
    expectRefusal(await repository.diff('--root', 'out'), 'It is outside of the repository');
    execFileSync('git', ['init', '--quiet', 'inner']);
    await repository.write('inner/k8s/shop/base/kustomization.yaml', '');
    expectRefusal(await repository.diff('--root', 'inner/k8s'), 'It is in a nested repository', '/inner.');
    await addSubmodule(repository, 'vendor');
    expectRefusal(await repository.diff('--root', 'vendor/k8s'), 'It is in a nested repository', '/vendor.');
    expectRefusal(await repository.diff('--root', '.git'), 'git does not open the repository: fatal: ');
  });

  it('whose name no file system takes is refused', async () => {
    expectRefusal(await repository.diff('--root', 'x'.repeat(300)), 'The name is longer than the file system allows.');
  });

  it('that cannot be read, or has a folder that cannot be read, is not an empty one', async () => {
    for (const folder of ['k8s', 'k8s/shop', 'k8s/shop/overlays']) {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0);
      try {
        expectRefusal(
          await asUnprivilegedUser(() => repository.diff('--fail-on', 'difference')),
          folder,
          'Permission is denied',
        );
      } finally {
        await chmod(folder, 0o755);
      }
    }
  });
});

/** Acts as the user `nobody` if the tests run as root, who may read everything. */
async function asUnprivilegedUser<T>(act: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return act();
  execFileSync('chown', ['-R', 'nobody', join(repository.folder, '..')]);
  await chmod(join(repository.folder, '..'), 0o755);
  const home = process.env.HOME;
  process.env.HOME = repository.temporary;
  process.seteuid?.('nobody');
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
    if (home === undefined) delete process.env.HOME;
    else process.env.HOME = home;
  }
}
