import { existsSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provideModules } from './import-module.ts';
import { APP, command, inOwnFolder, payments, treeOf, write } from './in-process.test-helper.ts';

let top = '';
inOwnFolder((folder) => {
  top = folder;
});

const BELOW = 'apps/payments/src';

/** Makes the working directory the top of a workspace, and goes into a folder of it. */
async function inside(mark: string, text = '', folder = BELOW): Promise<void> {
  await write(mark, text);
  await write('apps/payments/package.json', '{}');
  await mkdir(folder, { recursive: true });
  process.chdir(folder);
}

const module = () => join(top, APP);

describe('a command in a folder of a workspace', () => {
  it.each([
    ['nx.json', '{}', true],
    ['package.json', '{ "workspaces": ["apps/*"] }', true],
    ['package.json', '{ "workspaces": { "packages": ["tools/**", "./apps/pay*"] } }', true],
    ['pnpm-workspace.yaml', '', true],
    ['package.json', '{}', false],
    ['.git', 'gitdir: elsewhere', false],
  ])('emits, checks and builds the trees that are at its top, known by %s %s', async (mark, text, hasPackages) => {
    await write(mark, text);
    if (hasPackages) await write('apps/payments/package.json', '{}');
    await command('emit', APP);
    const files = await treeOf('k8s');
    await mkdir(BELOW, { recursive: true });
    process.chdir(BELOW);
    expect(await command('emit', '../app.ts')).toMatchObject({
      code: 0,
      stdout: 'payments: 0 written, 0 removed, 4 unchanged\n',
    });
    expect((await command('check', '../app.ts')).stdout).toBe('payments: as it is emitted\n');
    expect((await command('build', '../app.ts')).stdout).toContain('built    ../../../dist/k8s/payments/base.yaml\n');
    expect(await treeOf(join(top, 'k8s'))).toEqual(files);
    expect(await treeOf(join(top, BELOW))).toEqual({});
  });

  it('does not make the first tree there: it says where it would be, and what to do', async () => {
    await inside('nx.json', '{}');
    const { code, stderr } = await command('emit', module());
    expect(code).toBe(1);
    expect(stderr).toBe(
      `There are no trees yet. They would be in ${top}/k8s, at the top of the workspace, and this is another folder of it.\n` +
        `Run it in ${top}, or name their folder: --root ../../../k8s.\n`,
    );
    expect(existsSync('k8s') || existsSync(join(top, 'k8s'))).toBe(false);
    expect((await command('emit', module(), '--root', '../../../k8s')).code).toBe(0);
    expect(existsSync(join(top, 'k8s/payments'))).toBe(true);
  });

  it('does not take a folder k8s of programs for that of the trees', async () => {
    await command('emit', APP);
    await inside('nx.json', '{}', `${BELOW}/k8s`);
    process.chdir('..');
    await writeFile('k8s/client.ts', '');
    expect((await command('check', module())).stdout).toBe('payments: as it is emitted\n');
  });

  it('does not choose between two folders of trees', async () => {
    await command('emit', APP);
    await inside('nx.json', '{}');
    await cp(join(top, 'k8s'), 'k8s', { recursive: true });
    const { code, stderr } = await command('emit', module());
    expect(code).toBe(1);
    expect(stderr).toContain(
      'Several folders hold trees of apps: k8s, ../../../k8s.\nName the one that is meant: --root k8s,',
    );
  });

  it.each([
    ['.git', 'gitdir: elsewhere'],
    ['package.json', '{ "workspaces": ["apps/*"] }'],
  ])(
    'keeps the trees of a package that is no member of what is around it, known by %s, in the package',
    async (mark, text) => {
      await command('emit', APP);
      await write(mark, text);
      await write('examples/package.json', '{}');
      await mkdir('examples/src');
      process.chdir('examples');
      provideModules({ [resolve('app.ts')]: async () => ({ default: payments() }) });
      expect((await command('emit', 'app.ts')).stdout).toContain('wrote    k8s/payments/kustomization.yaml\n');
      process.chdir('src');
      expect((await command('emit', '../app.ts')).stdout).toBe('payments: 0 written, 0 removed, 4 unchanged\n');
    },
  );

  it('verifies manifests that are named, wherever it is', async () => {
    await write('pod.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n');
    await inside('nx.json', '{}');
    expect((await command('verify', join(top, 'pod.yaml'))).stdout).toContain('Judged 1 object');
  });
});

describe('without a workspace', () => {
  it('the trees are in the working directory, or in the package that it is in', async () => {
    await writeFile('package.json', '{}');
    await command('emit', APP);
    expect(existsSync('k8s/payments')).toBe(true);
    await mkdir('src');
    process.chdir('src');
    expect((await command('check', module())).stdout).toBe('payments: as it is emitted\n');
  });
});
