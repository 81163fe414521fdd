import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRepository, type Repository, type Said, writeService } from './repository.test-helper.ts';

let repository: Repository;
beforeEach(async () => {
  repository = await makeRepository();
});
afterEach(() => repository.remove());

const SAME = 'base: nothing differs';

function expectRefusal({ code, stdout, stderr }: Said, ...words: string[]): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  for (const each of words) expect(stderr).toContain(each);
  expect(stderr).not.toMatch(/^\s+at |node:/m);
}

describe('a root', { timeout: 60_000 }, () => {
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

  it('that is the default is refused in a folder below, with the right path', async () => {
    await mkdir('docs/pages', { recursive: true });
    process.chdir('docs/pages');
    expectRefusal(await repository.diff(), 'There is no such folder', '--root ../../k8s');
    expect((await repository.diff('--root', '../../k8s')).stdout).toBe(SAME);
    process.chdir('../../k8s/shop');
    expectRefusal(await repository.diff(), 'There is no such folder', '--root ..');
    expect((await repository.diff('--root', '..')).stdout).toBe(SAME);
  });

  it('that holds no trees is refused', async () => {
    await repository.write('docs/page/text.md', '');
    expectRefusal(await repository.diff('--root', 'docs'), 'docs\n', 'It holds no trees, neither now nor at HEAD.');
    await mkdir('empty');
    expectRefusal(await repository.diff('--root', 'empty'), 'It holds no trees');
    expectRefusal(await repository.diff('--root', 'k8s/shop'), 'It holds no trees');
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
    await addSubmodule('was-submodule');
    await repository.commit();
    for (const [root, what] of [
      ['was-file', 'At HEAD it is a file.'],
      ['was-link', 'At HEAD it is a link, of which git keeps only where it leads.'],
      ['was-submodule', 'At HEAD it is a submodule, of which git keeps no files here.'],
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
      'k8s\n  It is a link, of which git keeps only where it leads.',
      '--root deploy',
    );
    await mkdir('folder');
    await rename('deploy', 'folder/trees');
    await symlink('folder', 'link');
    expectRefusal(await repository.diff('--root', 'link/trees'), 'link\n  It is a link', '--root folder/trees');
    await symlink('nowhere', 'dangling');
    expectRefusal(await repository.diff('--root', 'dangling'), 'It is a link that leads nowhere.');
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
    expectRefusal(await repository.diff('--root', 'inner/k8s'), 'It is in a repository of its own', '/inner.');
    await addSubmodule('vendor');
    expectRefusal(await repository.diff('--root', 'vendor/k8s'), 'It is in a repository of its own', '/vendor.');
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
        expectRefusal(await asNobody(() => repository.diff('--fail-on', 'difference')), folder, 'Permission is denied');
      } finally {
        await chmod(folder, 0o755);
      }
    }
  });
});

/** What a user without rights sees; who runs the tests as root has all rights. */
async function asNobody<T>(act: () => Promise<T>): Promise<T> {
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
    process.env.HOME = home;
  }
}

async function addSubmodule(path: string): Promise<void> {
  const source = join(repository.temporary, 'submodule');
  execFileSync('git', ['init', '--quiet', '--initial-branch=main', source]);
  await mkdir(join(source, 'base'), { recursive: true });
  await mkdir(join(source, 'k8s'), { recursive: true });
  await writeFile(join(source, 'base/kustomization.yaml'), 'resources: [../../other]\n');
  await writeFile(join(source, 'k8s/x.yaml'), '');
  const identity = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
  execFileSync('git', ['-C', source, 'add', '--all']);
  execFileSync('git', ['-C', source, ...identity, 'commit', '--quiet', '--allow-empty', '--message=change']);
  await repository.git('submodule', '--quiet', 'add', '--force', source, path);
}

describe('the trees of a service', { timeout: 60_000 }, () => {
  const notCompared = 'shop-link is not compared: ';

  it('that are a submodule are said not to be compared, whether or not it changed', async () => {
    await addSubmodule('k8s/module');
    await repository.commit();
    const { code, stdout } = await repository.diff();
    expect(code).toBe(0);
    expect(stdout).toContain('base: nothing could be compared\n');
    expect(stdout).toContain('module is not compared: module is a submodule, of which git keeps no files here.');
    expect((await repository.diff('--fail-on', 'difference')).code).toBe(1);
    expect((await repository.diff('--fail-on', 'refusal')).code).toBe(1);
    await writeService(repository, 'shop', 'new');
    expect((await repository.diff()).stdout).toContain('base: 1 changed in what could be compared\n');
  });

  it.each([
    ['a folder outside, by its full path', 'k8s/shop-link', () => join(repository.temporary, 'outside')],
    ['a folder beside the trees', 'k8s/shop-link', () => '../beside'],
    ['a file outside', 'k8s/shop-link/base/settings.yaml', () => '../../../beside/settings.yaml'],
    ['a file of the system', 'k8s/shop-link/base/settings.yaml', () => '/etc/hostname'],
    ['a way out and in again', 'k8s/shop-link/overlays', () => '../../../k8s/shop/base'],
  ])('that lead out by a link are said not to be compared: %s', async (_, path, target) => {
    await writeService(repository, 'shop-link');
    await writeService(repository, '../beside');
    await rm(path, { recursive: true, force: true });
    await symlink(target(), path);
    await repository.commit();
    const { stdout } = await repository.diff();
    expect(stdout).toContain('base: nothing could be compared\n');
    expect(stdout).toContain(notCompared);
    expect((await repository.diff('--fail-on', 'difference')).code).toBe(1);
    expect(await repository.leftovers()).toEqual([]);
  });

  it('that led out in the revision alone are said not to be compared', async () => {
    await symlink('/etc', 'k8s/shop-link');
    await repository.commit();
    await rm('k8s/shop-link');
    await writeService(repository, 'shop-link');
    expect((await repository.diff()).stdout).toContain(notCompared);
  });

  it('that are a link to those of another are compared', async () => {
    await symlink('shop', 'k8s/shop-link');
    await repository.commit();
    expect((await repository.diff()).stdout).toBe(SAME);
    await rm('k8s/shop-link');
    await writeService(repository, 'shop-link', 'new');
    expect((await repository.diff()).stdout).toContain('created ConfigMap shop-link\n');
  });

  it('that use those of another, or a file beside, are compared where that changes', async () => {
    await repository.write('k8s/other/base/kustomization.yaml', 'namePrefix: other-\nresources: [../../shop/base]\n');
    await repository.write(
      'k8s/common/kustomization.yaml',
      'configMapGenerator: [{ name: c, files: [c.properties] }]\n',
    );
    await repository.write('k8s/common/c.properties', 'a=1\n');
    await repository.write('k8s/third/overlays/x/kustomization.yaml', 'resources: [../../../common]\n');
    await repository.write('k8s/third/base/kustomization.yaml', 'resources: [../../common]\n');
    await repository.commit();
    await writeService(repository, 'shop', 'new');
    expect((await repository.diff()).stdout).toContain('base: 2 changed\n');
    await repository.commit();
    await repository.write('k8s/common/c.properties', 'a=2\n');
    expect((await repository.diff()).stdout).toMatch(/^base: (?:1 renamed|1 created, 1 deleted)\n/);
  });

  it('that git was told not to look at are compared', async () => {
    for (const flag of ['--assume-unchanged', '--skip-worktree']) {
      await repository.git('update-index', flag, 'k8s/shop/base/settings.yaml');
      await writeService(repository, 'shop', 'new');
      expect((await repository.diff()).stdout).toContain('base: 1 changed\n');
      await repository.git('update-index', flag.replace('--', '--no-'), 'k8s/shop/base/settings.yaml');
      await repository.git('checkout', '--quiet', '--', '.');
    }
  });

  it('that git ignores are compared where they are new', async () => {
    await repository.write('.gitignore', 'k8s/new\n');
    await repository.commit();
    await writeService(repository, 'new');
    expect((await repository.diff()).stdout).toContain('base: 1 created\n');
  });

  it('that do not build on any side are said not to be compared, and fail what is to fail', async () => {
    await repository.write('k8s/shop/base/kustomization.yaml', 'resources: [nowhere.yaml]\n');
    await repository.commit();
    await writeService(repository, 'shop', 'new');
    const before = await repository.diff();
    expect(before.code).toBe(0);
    expect(before.stdout).toContain('base: nothing could be compared\n');
    expect(before.stdout).toContain('shop is not compared, since it does not build at HEAD: ');
    for (const what of ['difference', 'refusal']) expect((await repository.diff('--fail-on', what)).code).toBe(1);
    await writeService(repository, 'more', 'new');
    expect((await repository.diff()).stdout).toContain('base: 1 created in what could be compared\n');
    expect((await repository.diff('--fail-on', 'refusal')).code).toBe(0);
    expect((await repository.diff('--fail-on', 'difference')).code).toBe(1);
    await repository.write('k8s/shop/base/kustomization.yaml', 'resources: [elsewhere.yaml]\n');
    expect((await repository.diff()).code).toBe(1);
  });

  it('with a policy that no API server takes are compared with those that mend it', async () => {
    const policy = (cidr: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: shop, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: ${cidr} } }] }] }
`;
    await repository.write('k8s/shop/base/settings.yaml', policy('1.2.3/8'));
    await repository.commit();
    await repository.write('k8s/shop/base/settings.yaml', policy('1.2.3.0/24'));
    const { code, stdout } = await repository.diff('--fail-on', 'refusal');
    expect(code).toBe(0);
    expect(stdout).toContain('base: 1 changed\n');
    expect(stdout).toContain(
      'Who reaches whom before cannot be told for certain, since no API server takes NetworkPolicy',
    );
  });

  it('whose names are hostile are compared, and said in one printable line', async () => {
    const name = 'a\u001b[31m\n::error::b';
    await repository.write(`k8s/${name}/base/kustomization.yaml`, 'resources: [nowhere.yaml]\n');
    await repository.commit();
    await repository.write(`k8s/${name}/base/kustomization.yaml`, 'resources: [elsewhere.yaml]\n');
    const { stdout } = await repository.diff();
    expect(stdout).toContain('is not compared, since it does not build at HEAD');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toMatch(/^\s*::error/m);
  });
});
