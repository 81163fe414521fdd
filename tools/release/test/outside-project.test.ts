import { realpathSync, renameSync } from 'node:fs';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeOf } from './node-of.ts';
import { OutsideProject } from './outside-project.ts';

const K8S_BLOCKS = 'node_modules/.bin/k8s-blocks';

/** What the project's app is emitted to. */
const TREE = [
  'base/configmap.yaml',
  'base/deployment.yaml',
  'base/kustomization.yaml',
  'base/namespace.yaml',
  'base/networkpolicy.yaml',
  'base/service.yaml',
  'kustomization.yaml',
  'overlays/production/kustomization.yaml',
  'overlays/staging/kustomization.yaml',
];

describe('in a project with the packed packages, and without the workspace,', () => {
  let project: OutsideProject;
  beforeAll(() => {
    project = new OutsideProject();
  }, 240_000);
  afterAll(() => project?.remove(), 60_000);

  it('every package is a copy, once', () => {
    const { packages }: { packages: Record<string, { link?: boolean }> } = JSON.parse(
      project.read('package-lock.json'),
    );
    const ours = Object.entries(packages).filter(([path]) => path.includes('node_modules/@k8s-blocks/'));
    expect(ours.map(([path]) => path).sort()).toEqual(
      project.packages.map(({ name }) => `node_modules/${name}`).sort(),
    );
    for (const [path] of ours) expect(realpathSync(join(project.folder, path))).toBe(join(project.folder, path));
  });

  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])(
    'its program is strictly typed with module %s and resolution %s, and reads no type from elsewhere',
    async (module, resolution) => {
      const resolved = ['--module', module, '--moduleResolution', resolution];
      const { exitCode, output } = await project.tsc('-p', '.', '--noEmit', '--listFiles', ...resolved);
      const files = output.split('\n').filter((line) => /\.ts$/.test(line));
      expect({ exitCode, elsewhere: files.filter((file) => !file.startsWith(project.folder + sep)) }).toEqual({
        exitCode: 0,
        elsewhere: [],
      });
      expect(files.some((file) => file.includes('kubernetes-models'))).toBe(true);
    },
  );

  it('the packages need no types of Node', async () => {
    const { exitCode, output } = await project.tsc(
      ...['src/shop.ts', '--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'],
      ...['--lib', 'es2023', '--allowImportingTsExtensions'],
    );
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: '' });
  });

  it('the example of every README is typed', async () => {
    project.write(
      'readme/tsconfig.json',
      '{ "extends": "../tsconfig.json", "include": ["."], "compilerOptions": { "rootDir": "." } }',
    );
    for (const { name } of project.packages) {
      const [, example] = /```ts\n(.*?)```/s.exec(project.read(`node_modules/${name}/README.md`)) ?? [];
      project.write(`readme/${name.replace('@k8s-blocks/', '')}.ts`, example ?? `${name} has no example`);
    }
    expect(await project.tsc('-p', 'readme', '--noEmit')).toEqual({ exitCode: 0, output: '' });
  });

  describe('the example of a shop', () => {
    beforeAll(() => project.copyExample('shop'));

    it('is committed as its apps emit it', async () => {
      const { exitCode, output } = await project.runScript('shop', 'check');
      expect({ exitCode, last: output.trimEnd().split('\n').at(-1) }).toEqual({
        exitCode: 0,
        last: '11 done: 11 unchanged',
      });
    });

    it('is strictly typed', async () => {
      expect(await project.runScript('shop', 'typecheck')).toEqual({ exitCode: 0, output: '' });
    });

    it('is verified, with no error and no warning, and no finding waived', async () => {
      const { exitCode, output } = await project.runScript('shop', 'verify');
      expect(output).toMatch(/^0 errors, 0 warnings, 6 notices, 0 waived; \d+ of \d+ objects not judged in full$/m);
      expect(exitCode).toBe(0);
    });
  });

  describe.each([20, 24])('Node %i', (major) => {
    let node: string;
    beforeAll(() => {
      node = nodeOf(major);
    }, 120_000);

    it('emits by the command, and then finds nothing to change', async () => {
      const root = `by-command-${major}`;
      const emitted = await project.run(node, K8S_BLOCKS, 'emit', 'src/shop.ts', '--root', root);
      expect(emitted.output).toContain(`shop: ${TREE.length} written, 0 removed, 0 unchanged`);
      expect(project.filesBelow(`${root}/shop`)).toEqual(TREE);
      expect(project.read(`${root}/shop/overlays/staging/kustomization.yaml`)).toContain('LOG_LEVEL: debug');
      const checked = await project.run(node, K8S_BLOCKS, 'check', 'src/shop.ts', '--root', root);
      expect(checked.output).toContain('shop: as it is emitted');
      expect([emitted.exitCode, checked.exitCode]).toEqual([0, 0]);
    });

    it('emits the same by its own program, which may read and write nothing outside of the project', async () => {
      expect(await project.tsc('-p', '.')).toEqual({ exitCode: 0, output: '' });
      const permission = [major < 24 ? '--experimental-permission' : '--permission', '--no-warnings'];
      const allowed = ['read', 'write'].map((access) => `--allow-fs-${access}=${join(project.folder, '*')}`);
      const { exitCode, output } = await project.run(
        node,
        ...permission,
        ...allowed,
        'out/emit.js',
        `by-program-${major}`,
      );
      expect({ exitCode, written: output.trim().split('\n').sort() }).toEqual({
        exitCode: 0,
        written: TREE.map((file) => `shop/${file}`),
      });
    });

    it('leads from an error to the sources of the packages', async () => {
      const { output } = await project.run(node, '--enable-source-maps', 'out/mistake.js');
      expect(output).toContain('node_modules/@k8s-blocks/topology/src/contract.ts:');
    });
  });

  it('Node 20 without tsx names what runs TypeScript', async () => {
    renameSync(join(project.folder, 'node_modules/tsx'), join(project.folder, 'node_modules/.tsx'));
    const { exitCode, output } = await project.run(nodeOf(20), K8S_BLOCKS, 'emit', 'src/shop.ts');
    renameSync(join(project.folder, 'node_modules/.tsx'), join(project.folder, 'node_modules/tsx'));
    expect(output).toContain('npm install --save-dev tsx');
    expect(exitCode).toBe(1);
  });
});
