import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, app, type Documents } from '@k8s-blocks/app';
import { Refusal } from '@k8s-blocks/refusal';
import { type Contract, contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { provideModules } from './import-module.ts';
import { command, inOwnFolder, treeOf, write } from './in-process.test-helper.ts';

let top = '';
inOwnFolder((folder) => {
  top = folder;
});

/** Gives modules of apps or documents, each with the folder that it is in. */
async function provide(modules: Readonly<Record<string, () => App | Documents>>): Promise<string[]> {
  for (const path of Object.keys(modules)) await write(path, '');
  provideModules(
    Object.fromEntries(
      Object.entries(modules).map(([path, make]) => [join(top, path), async () => ({ default: make() })]),
    ),
  );
  return Object.keys(modules);
}

const service = (name: string) => contract({ name, ports: {} });

function stackOf(...services: Contract[]) {
  return stack({ services, environments: { base: {} }, connections: [] });
}

/** The app of a service, with one ConfigMap whose data may be computed, or refused. */
function appOf(
  map: ReturnType<typeof stackOf>,
  of: Contract,
  data: () => Record<string, string> = () => ({ A: 'b' }),
): App {
  return app(map, of, {
    settings: { base: {} },
    manifests: () => ({
      'configmap.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: data() },
    }),
  });
}

describe('two modules that emit to one place', () => {
  const [shop, ledger, namesake] = [service('shop'), service('ledger'), service('shop')];
  const map = stackOf(shop, ledger);
  const documents = (path: string): Documents => ({
    name: 'pages',
    stack: map,
    tree: () => new Map([[path, 'A page.\n']]),
  });

  it.each([
    ['one contract', () => appOf(map, shop), 'emit one folder, "shop": both are apps of one contract.'],
    ['contracts of one name', () => appOf(stackOf(namesake), namesake), '"shop": their contracts have one name.'],
    [
      'documents in the folder of an app',
      () => documents('shop/README.md'),
      'to one place: "shop" and "shop/README.md".',
    ],
    ['documents of the name of its folder', () => documents('shop'), 'to one place: "shop".'],
    ['the same where case is ignored', () => documents('Shop/README.md'), '"shop" and "Shop/README.md".'],
  ])(
    'are refused, both named, before anything of them is written, and the others are emitted: %s',
    async (_, other, words) => {
      const paths = await provide({
        'apps/a/app.ts': () => appOf(map, shop),
        'apps/b/app.ts': other,
        'apps/ledger/app.ts': () => appOf(map, ledger),
      });
      for (const verb of ['emit', 'check']) {
        const { code, stderr } = await command(verb, ...paths);
        expect(code).toBe(1);
        expect(stderr).toContain(`apps/a/app.ts and apps/b/app.ts emit`);
        expect(stderr).toContain(words);
        expect(stderr.match(/apps\/a\/app\.ts and/g)).toHaveLength(1);
        expect(Object.keys(await treeOf('k8s')).filter((path) => !path.startsWith('ledger/'))).toEqual([]);
      }
    },
  );

  it('are refused where the app was not given with the documents', async () => {
    const [path = ''] = await provide({ 'docs/pages.ts': () => documents('shop/README.md') });
    const { code, stderr } = await command('emit', path);
    expect(code).toBe(1);
    expect(stderr).toContain('the app of shop and docs/pages.ts emit to one place');
  });

  it('are none where one module is given twice', async () => {
    const [path = ''] = await provide({ 'apps/a/app.ts': () => appOf(map, shop) });
    expect((await command('emit', path, `./${path}`)).code).toBe(0);
  });
});

describe('an error that several apps meet', () => {
  const services = ['a', 'b', 'c'].map(service);
  const map = stackOf(...services);

  it('in a module that they share is said once, with whom it concerns', async () => {
    const z = service('z');
    const broken = new TypeError('shared is not a function');
    const paths = await provide({ 'apps/z/app.ts': () => appOf(stackOf(z), z) });
    const concerned = ['apps/a/app.ts', 'apps/b/app.ts', 'apps/c/app.ts'];
    provideModules(Object.fromEntries(concerned.map((path) => [join(top, path), () => Promise.reject(broken)])));
    const { code, stderr, stdout } = await command('emit', ...concerned, ...paths);
    expect(code).toBe(1);
    expect(stderr.match(/shared is not a function/g)).toHaveLength(1);
    expect(stderr).toContain('  This concerns 3: apps/a/app.ts, apps/b/app.ts, apps/c/app.ts.\n');
    expect(stdout).toContain('3 failed: apps/a/app.ts, apps/b/app.ts, apps/c/app.ts');
  });

  it('as a refusal is said once, without the services that each of them fills in', async () => {
    const refused = () => {
      throw new Refusal({ field: 'data.HOST', problem: 'It has no host.', remedy: 'Give one.' });
    };
    const paths = await provide(
      Object.fromEntries(services.map((each) => [`apps/${each.name}/app.ts`, () => appOf(map, each, refused)])),
    );
    const { stderr } = await command('check', ...paths);
    expect(stderr).toBe(
      'base › data.HOST\n  It has no host.\n  Give one.\n  This concerns 3: apps/a/app.ts, apps/b/app.ts, apps/c/app.ts.\n\n',
    );
  });

  it('is said of each where it differs', async () => {
    const of = (each: Contract) => () => {
      throw new Refusal({ problem: `${each.name} has no host.` });
    };
    const paths = await provide(
      Object.fromEntries(services.map((each) => [`apps/${each.name}/app.ts`, () => appOf(map, each, of(each))])),
    );
    const { stderr } = await command('check', ...paths);
    expect(stderr).toBe(['a', 'b', 'c'].map((name) => `${name} › base\n  ${name} has no host.\n\n`).join(''));
  });
});

describe('the tree of an app that is gone', () => {
  const [shop, ledger, old] = [service('shop'), service('ledger'), service('old')];
  const before = stackOf(shop, ledger, old);
  const after = stackOf(shop, ledger);
  const whole = () => ({
    'apps/shop/app.ts': () => appOf(after, shop),
    'apps/ledger/app.ts': () => appOf(after, ledger),
  });
  const documents = (): Documents => ({
    name: 'map',
    stack: after,
    tree: () => new Map([['README.md', '# The map\n']]),
  });

  /** Emits three apps, and removes the module of one. */
  async function withoutOld(): Promise<void> {
    await command(
      'emit',
      ...(await provide({
        'apps/shop/app.ts': () => appOf(before, shop),
        'apps/ledger/app.ts': () => appOf(before, ledger),
        'apps/old/app.ts': () => appOf(before, old),
      })),
    );
    await rm('apps/old', { recursive: true });
  }

  it.each([
    ['all apps of the stack', whole],
    ['the documents of the map', () => ({ 'tools/map/map.ts': documents })],
  ])('is named by check, which fails, and by emit, with what to do, where these are given: %s', async (_, modules) => {
    await withoutOld();
    const paths = await provide(modules());
    const emitted = await command('emit', ...paths);
    expect(emitted.code).toBe(0);
    const words = 'k8s/old: No app emits this tree any more (3 files, made by apps/old).\n';
    expect(emitted.stderr).toContain(words);
    expect(emitted.stderr).toContain('"emit --prune"');
    const checked = await command('check', ...paths);
    expect(checked.code).toBe(1);
    expect(checked.stderr).toContain(words);
    expect(checked.stderr).toContain(': 1 without an app: old\n');
    expect(await treeOf('k8s/old')).not.toEqual({});
  });

  it('is named where the service has another name now', async () => {
    await command('emit', ...(await provide({ 'apps/a/app.ts': () => appOf(stackOf(old), old) })));
    const paths = await provide({ 'apps/a/app.ts': () => appOf(stackOf(shop), shop) });
    await command('emit', ...paths);
    expect((await command('check', ...paths)).stderr).toContain('k8s/old: No app emits this tree any more');
  });

  it('is removed by emit --prune, and nothing else is', async () => {
    await withoutOld();
    await write('k8s/mine/base/kustomization.yaml', 'resources: []\n');
    await write('k8s/notes.md', 'mine\n');
    const { code, stdout, stderr } = await command('emit', '--prune', ...(await provide(whole())));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('removed  k8s/old/base/configmap.yaml\n');
    const files = Object.keys(await treeOf('k8s'));
    expect(files.filter((path) => path.startsWith('old'))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['mine/base/kustomization.yaml', 'notes.md', 'shop/kustomization.yaml']),
    );
    expect((await command('check', ...(await provide(whole())))).code).toBe(0);
  });

  it('is not that of an environment that is gone: its overlay is removed with the app that had it', async () => {
    const staged = stack({ services: [shop], environments: { base: {}, staging: {} }, connections: [] });
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } };
    const of = { settings: { base: {}, staging: {} }, manifests: () => ({ 'configmap.yaml': config }) };
    await command('emit', ...(await provide({ 'apps/shop/app.ts': () => app(staged, shop, of) })));
    const paths = await provide({ 'apps/shop/app.ts': () => appOf(stackOf(shop), shop) });
    expect((await command('check', ...paths)).stderr).toContain(
      'overlays/staging/kustomization.yaml: The file is no longer',
    );
    expect((await command('emit', ...paths)).stdout).toContain(
      'removed  k8s/shop/overlays/staging/kustomization.yaml\n',
    );
    expect((await command('check', ...paths)).code).toBe(0);
    expect(await readdir('k8s/shop')).toEqual(['base', 'kustomization.yaml']);
  });

  it('is not that of the whole stack, where the apps are given without the documents', async () => {
    const file = 'overlays/staging/kustomization.yaml';
    const overview: Documents = {
      name: 'pages',
      stack: stackOf(shop),
      tree: () => new Map([[file, 'resources: []\n']]),
    };
    const [app, documents] = await provide({
      'apps/app.ts': () => appOf(stackOf(shop), shop),
      'apps/overview.ts': () => overview,
    });
    await command('emit', app ?? '', documents ?? '');
    expect(await command('check', app ?? '')).toMatchObject({ code: 0, stderr: '' });
    expect(await command('emit', '--prune', app ?? '')).toMatchObject({ code: 0, stderr: '' });
    expect(await treeOf('k8s/overlays')).toHaveProperty('staging/kustomization.yaml');
  });

  it('stays as far as it was not emitted, which is said', async () => {
    await withoutOld();
    await write('k8s/old/overlays/mine/kustomization.yaml', 'resources: [../../base]\n');
    const paths = await provide(whole());
    const { stdout } = await command('emit', '--prune', ...paths);
    expect(stdout).toContain(
      'left     k8s/old, in which is what emit has not written: old/overlays/mine/kustomization.yaml\n',
    );
    expect(await treeOf('k8s/old')).toEqual({ 'overlays/mine/kustomization.yaml': 'resources: [../../base]\n' });
    expect((await command('check', ...paths)).code).toBe(0);
  });

  it('is not looked for among a part of the apps, and not removed', async () => {
    await withoutOld();
    const [shopPath = ''] = await provide(whole());
    expect(await command('check', shopPath)).toMatchObject({ code: 0, stderr: '' });
    const { code, stderr } = await command('emit', '--prune', shopPath);
    expect(code).toBe(1);
    expect(stderr).toContain('these are not all apps of it.\nGive the modules of all apps');
    expect(await treeOf('k8s/old')).not.toEqual({});
  });

  it('is not one of another stack, whose app is still there, nor one that was not emitted', async () => {
    await command('emit', ...(await provide({ 'other/app.ts': () => appOf(stackOf(old), old) })));
    await write('k8s/mine/kustomization.yaml', 'resources: []\n');
    await mkdir('k8s/empty');
    const paths = await provide(whole());
    await command('emit', ...paths);
    expect(await command('check', ...paths)).toMatchObject({ code: 0, stderr: '' });
    expect((await command('emit', '--prune', ...paths)).code).toBe(0);
    expect(await treeOf('k8s/old')).not.toEqual({});
  });
});
