import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { k8sBlocks as run } from './k8s-blocks.test-helper.ts';

const PACKAGES = fileURLToPath(new URL('../../../node_modules/@k8s-blocks', import.meta.url));
const PAYMENTS = 'apps/payments/app.mjs';
const SHOP = 'apps/shop/app.mjs';
/** The app of payments as it was, with one more file. A module is loaded once, so it is another one. */
const OLD_PAYMENTS = 'apps/payments/old-app.mjs';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(PACKAGES, join(folder, 'node_modules/@k8s-blocks'));
  await write(PAYMENTS, appModule('payments'));
  await write(SHOP, appModule('shop'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the command', () => {
  describe('emit', () => {
    it('writes base and overlays, says so, and changes nothing the second time', async () => {
      const first = await k8sBlocks('emit', PAYMENTS);
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(first.stdout).toContain('wrote    k8s/payments/base/configmap.yaml\n');
      expect(first.stdout).toContain('payments: 4 written, 0 removed, 0 unchanged');
      const files = await treeOf('k8s');
      expect(Object.keys(files)).toEqual([
        'payments/base/configmap.yaml',
        'payments/base/kustomization.yaml',
        'payments/kustomization.yaml',
        'payments/overlays/staging/kustomization.yaml',
      ]);
      expect((await k8sBlocks('emit', PAYMENTS)).stdout).toBe('payments: 0 written, 0 removed, 4 unchanged\n');
      expect(await treeOf('k8s')).toEqual(files);
    });

    it('sends the reader of a file to the app', async () => {
      await write('apps/payments/package.json', '{}');
      await k8sBlocks('emit', PAYMENTS);
      const files = await treeOf('k8s');
      expect(files['payments/base/configmap.yaml']).toContain('Change apps/payments and emit again.\n');
    });

    it('removes what it emitted once and no longer does, and leaves hand-written overlays', async () => {
      await write('k8s/payments/overlays/mine/kustomization.yaml', 'resources: [../../base]\n');
      await write(OLD_PAYMENTS, appModule('payments', { file: 'old.yaml' }));
      await k8sBlocks('emit', OLD_PAYMENTS);
      const { stdout } = await k8sBlocks('emit', PAYMENTS);
      expect(stdout).toContain('removed  k8s/payments/base/old.yaml\n');
      const files = await treeOf('k8s');
      expect(Object.keys(files)).not.toContain('payments/base/old.yaml');
      expect(files['payments/overlays/mine/kustomization.yaml']).toBe('resources: [../../base]\n');
    });

    it('writes nothing of an app that is refused, does the others, and shows no stack trace', async () => {
      await write(PAYMENTS, appModule('payments', { data: '{ LEVEL: null }' }));
      const { code, stdout, stderr } = await k8sBlocks('emit', PAYMENTS, SHOP);
      expect(code).toBe(1);
      expect(stderr).toContain('payments › base, staging › configmap.yaml › ConfigMap payments-config › data.LEVEL\n');
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(stdout).toContain('shop: 4 written');
      expect(Object.keys(await treeOf('k8s')).every((path) => path.startsWith('shop/'))).toBe(true);
    });

    it('writes below the folder of --root', async () => {
      await k8sBlocks('emit', PAYMENTS, '--root', 'manifests');
      expect(await readdir(join(folder, 'manifests'))).toEqual(['payments']);
    });
  });

  describe('check', () => {
    it('is content with what was emitted, and with hand-written overlays beside it', async () => {
      await k8sBlocks('emit', PAYMENTS);
      await write('k8s/payments/overlays/mine/kustomization.yaml', 'resources: [../../base]\n');
      expect(await k8sBlocks('check', PAYMENTS)).toEqual({
        code: 0,
        stdout: 'payments: as it is emitted\n',
        stderr: '',
      });
    });

    it('names a file that was edited, shows the difference, and changes nothing', async () => {
      await k8sBlocks('emit', PAYMENTS);
      const path = 'k8s/payments/base/configmap.yaml';
      await write(path, (await readFile(join(folder, path), 'utf8')).replace('info', 'warn'));
      const before = await treeOf('k8s');
      const { code, stderr } = await k8sBlocks('check', PAYMENTS);
      expect(code).toBe(1);
      expect(stderr).toContain(`${path}: The file differs from what is emitted.\n`);
      expect(stderr).toContain('-  LEVEL: warn\n+  LEVEL: info\n');
      expect(await treeOf('k8s')).toEqual(before);
    });

    it('names a file that is missing, and changes nothing', async () => {
      await k8sBlocks('emit', PAYMENTS);
      await rm(join(folder, 'k8s/payments/overlays/staging/kustomization.yaml'));
      const before = await treeOf('k8s');
      const { code, stderr } = await k8sBlocks('check', PAYMENTS);
      expect(code).toBe(1);
      expect(stderr).toContain('k8s/payments/overlays/staging/kustomization.yaml: The file is missing.\n');
      expect(await treeOf('k8s')).toEqual(before);
    });

    it('names a file that is no longer emitted, and changes nothing', async () => {
      await write(OLD_PAYMENTS, appModule('payments', { file: 'old.yaml' }));
      await k8sBlocks('emit', OLD_PAYMENTS);
      const before = await treeOf('k8s');
      const { code, stderr } = await k8sBlocks('check', PAYMENTS);
      expect(code).toBe(1);
      expect(stderr).toContain('k8s/payments/base/old.yaml: The file is no longer emitted.\n');
      expect(await treeOf('k8s')).toEqual(before);
    });

    it('fails if one app of several differs, and names it', async () => {
      await k8sBlocks('emit', SHOP);
      const { code, stdout, stderr } = await k8sBlocks('check', PAYMENTS, SHOP);
      expect(code).toBe(1);
      expect(stderr).toContain('payments: 4 differing');
      expect(stdout).toBe('2 done: 1 unchanged, 1 failed: payments\n');
    });
  });

  describe('of many apps', () => {
    const apps = [PAYMENTS, 'apps/nowhere.mjs', SHOP];

    it('shows a count on a terminal, and names at the end what failed', async () => {
      const { code, stdout, stderr } = await run({ cwd: folder, isTerminal: true }, 'emit', ...apps);
      expect(code).toBe(1);
      expect(stdout.split('\n').filter((line) => !line.startsWith('wrote'))).toEqual([
        '[1/3] payments: 4 written, 0 removed, 0 unchanged',
        '[3/3] shop: 4 written, 0 removed, 0 unchanged',
        '3 done: 2 changed, 1 failed: apps/nowhere.mjs',
        '',
      ]);
      expect(stderr).toContain('[2/3] apps/nowhere.mjs: refused\n');
    });

    it.each([
      ['no terminal', {}],
      ['CI', { isTerminal: true, env: { CI: 'true' } }],
    ])('is quiet about what is as it was on %s', async (_, start) => {
      await k8sBlocks('emit', PAYMENTS);
      const { stdout } = await run({ cwd: folder, ...start }, 'emit', PAYMENTS, SHOP);
      expect(stdout.split('\n').filter((line) => !line.startsWith('wrote'))).toEqual([
        'shop: 4 written, 0 removed, 0 unchanged',
        '2 done: 1 changed, 1 unchanged',
        '',
      ]);
      expect((await run({ cwd: folder, ...start }, 'check', PAYMENTS, SHOP)).stdout).toBe('2 done: 2 unchanged\n');
    });
  });

  describe('with wrong arguments', () => {
    it('writes nothing', async () => {
      expect(await k8sBlocks('emit', PAYMENTS, '--rooot', 'x')).toMatchObject({ code: 2, stdout: '' });
      expect(await readdir(folder)).not.toContain('k8s');
    });

    it('refuses a module that does not exist, or is not an app', async () => {
      await write('apps/none.mjs', 'export default { name: "none" };\n');
      const { code, stderr } = await k8sBlocks('emit', 'apps/nowhere.mjs', 'apps/none.mjs');
      expect(code).toBe(1);
      expect(stderr).toContain('apps/nowhere.mjs\n  There is no such file.\n');
      expect(stderr).toContain('apps/none.mjs\n  Its default export is not an app.\n');
    });
  });
});

/** The module of an app with one ConfigMap, in base and staging; and with one more, if it is given a file for it. */
function appModule(name: string, { file, data = '{ LEVEL: settings.level }' }: { file?: string; data?: string } = {}) {
  const more = `'${file}': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '${name}-more' } },`;
  return `import { app } from '@k8s-blocks/app';
import { contract, stack } from '@k8s-blocks/topology';

const service = contract({ name: '${name}', ports: {} });
const environments = { base: {}, staging: { suffix: '-staging' } };

export default app(stack({ services: [service], environments, connections: [] }), service, {
  settings: { base: { level: 'info' }, staging: { level: 'debug' } },
  manifests: ({ settings }) => ({
    'configmap.yaml': {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: '${name}-config' },
      data: ${data},
    },
    ${file === undefined ? '' : more}
  }),
});
`;
}

function k8sBlocks(...args: string[]) {
  return run({ cwd: folder }, ...args);
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
}

/** The files below a folder, by their paths in it. */
async function treeOf(name: string): Promise<Record<string, string>> {
  const start = join(folder, name);
  const entries = await readdir(start, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name: file }) => join(parentPath, file));
  const files = await Promise.all(
    paths.sort().map(async (path) => [path.slice(start.length + 1), await readFile(path, 'utf8')] as const),
  );
  return Object.fromEntries(files);
}
