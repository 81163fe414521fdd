import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { provideModules } from './import-module.ts';
import { APP, command, inOwnFolder, payments, treeOf, write } from './in-process.test-helper.ts';
import { run } from './run.ts';

/** How a file of payments begins that was built. */
const MARK = (file: string) => `# Built by k8s-blocks as payments/${file};`;

let folder: string;
inOwnFolder((given) => {
  folder = given;
});

describe('build', () => {
  it('writes what the real Kustomize makes of base and overlays', async () => {
    await command('emit', APP);
    const { code, stdout } = await command('build', APP, '--out', 'built');
    expect(code).toBe(0);
    expect(stdout).toBe('built    built/payments/base.yaml\nbuilt    built/payments/staging.yaml\npayments: 2 built\n');
    const files = await treeOf('built');
    expect(files['payments/base.yaml']).toContain('name: payments-config\n');
    expect(files['payments/staging.yaml']).toContain('name: payments-config-staging\n');
    expect(files['payments/staging.yaml']).toContain('namespace: payments-staging\n');
  });

  it('writes files with its marker, and removes those of environments that were removed', async () => {
    await command('emit', APP);
    await write('built/payments/gone.yaml', `${MARK('gone.yaml')} do not edit.\nbuilt before`);
    const { stdout } = await command('build', APP, '--out', 'built');
    expect(stdout).toContain('removed  built/payments/gone.yaml\n');
    const files = await treeOf('built');
    expect(Object.keys(files)).toEqual(['payments/base.yaml', 'payments/staging.yaml']);
    expect(files['payments/base.yaml']).toMatch(
      /^# Built by k8s-blocks as payments\/base\.yaml; do not edit\. Change k8s\/payments and build again\.\napiVersion: v1\n/,
    );
  });

  it('refuses what Kustomize builds otherwise than the app says, and writes nothing of that app', async () => {
    await command('emit', APP);
    const file = 'k8s/payments/base/configmap.yaml';
    await write(file, (await readFile(file, 'utf8')).replace('info', 'debug'));
    const { code, stderr } = await command('build', APP, '--out', 'built');
    expect(code).toBe(1);
    expect(stderr).toContain(
      [
        'payments › base › k8s/payments/base › ConfigMap payments-config in payments › data.LEVEL',
        '  The app says "info", and Kustomize builds "debug".',
        '  Emit the app again.',
      ].join('\n'),
    );
    expect(await readdir('.')).not.toContain('built');
  });

  it('is what verify --built judges', async () => {
    await command('emit', APP);
    await command('build', APP, '--out', 'built');
    provideModules({ [join(folder, 'map.ts')]: async () => ({ default: payments().stack }) });
    const { code, stdout } = await command('verify', 'map.ts', '--built', '--out', 'built');
    expect(stdout).toContain('Judged 2 objects of 2 kustomizations and 0 files.');
    expect(code).toBe(0);
  });

  it('keeps files that were written by hand, and a copy of what was built', async () => {
    await command('emit', APP);
    await write('deploy/payments/ingress.yaml', 'mine: true\n');
    await write('deploy/payments/kustomization.yaml', 'resources: [base.yaml]\n');
    await write('deploy/payments/copy.yaml', `${MARK('base.yaml')} do not edit.\n`);
    await write('deploy/payments/patches/a.yaml', 'mine: true\n');
    const before = await treeOf('deploy');
    expect((await command('build', APP, '--out', 'deploy')).code).toBe(0);
    expect(await treeOf('deploy')).toMatchObject(before);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a file', () => write('deploy/payments/staging.yaml', 'mine: true\n'), 'It does not carry the marker'],
    [
      'an emitted file',
      () => write('deploy/payments/base.yaml', '# Emitted by k8s-blocks as payments/base.yaml; do not edit.\n'),
      'It does not carry the marker of a file that build has written.',
    ],
    [
      'a link to a file',
      async () => {
        await write('deploy/payments/other.yaml', 'mine: true\n');
        await symlink('other.yaml', join(folder, 'deploy/payments/base.yaml'));
      },
      'payments/base.yaml is a symbolic link.',
    ],
    [
      'a link to a folder',
      async () => {
        await write('elsewhere/base.yaml', 'mine: true\n');
        await mkdir(join(folder, 'deploy'));
        await symlink('../elsewhere', join(folder, 'deploy/payments'));
      },
      'payments is a symbolic link.',
    ],
  ])('refuses to replace %s that is not its own, and writes nothing', async (_, obstruct, words) => {
    await command('emit', APP);
    await obstruct();
    const before = [await treeOf('.'), await readdir(join(folder, 'deploy'))];
    const { code, stderr } = await command('build', APP, '--out', 'deploy');
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).toContain('Move it away, or remove it, and build again; nothing was written.');
    expect([await treeOf('.'), await readdir(join(folder, 'deploy'))]).toEqual(before);
  });

  it('does not build to the folder of the trees', async () => {
    await command('emit', APP);
    const before = await treeOf('k8s');
    const { code, stderr } = await command('build', APP, '--out', './k8s/');
    expect(code).toBe(1);
    expect(stderr).toContain('it cannot also hold what is built.');
    expect(await treeOf('k8s')).toEqual(before);
  });

  it('names each folder that does not build', async () => {
    const { code, stderr } = await command('build', APP);
    expect(code).toBe(1);
    expect(stderr).toContain('k8s/payments/base\n  kubectl kustomize does not build this folder');
    expect(stderr).toContain('k8s/payments/overlays/staging\n  kubectl kustomize does not build this folder');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('writes nothing where one environment does not build', async () => {
    await command('emit', APP);
    await write('k8s/payments/overlays/staging/kustomization.yaml', 'no: kustomization');
    expect((await command('build', APP, '--out', 'built')).code).toBe(1);
    expect(await readdir(folder)).not.toContain('built');
  });

  it('builds many apps, of which one that does not build leaves the others done', async () => {
    const names = ['shop', 'payments', 'bank'];
    const modules = names.map((name) => `apps/${name}/app.ts`);
    provideModules(
      Object.fromEntries(
        names.map((name) => [join(folder, `apps/${name}/app.ts`), async () => ({ default: payments(name) })]),
      ),
    );
    await command('emit', ...modules);
    await write('k8s/payments/overlays/staging/kustomization.yaml', 'no: kustomization');
    const { code, stdout, stderr } = await command('build', ...modules, 'apps/nobody/app.ts', '--out', 'built');
    expect(code).toBe(1);
    expect(Object.keys(await treeOf('built'))).toEqual([
      'bank/base.yaml',
      'bank/staging.yaml',
      'shop/base.yaml',
      'shop/staging.yaml',
    ]);
    expect(stderr).toContain('k8s/payments/overlays/staging\n  kubectl kustomize does not build this folder');
    expect(stderr).toContain('apps/nobody/app.ts\n  There is no such file.');
    expect(stdout).toContain('4 done: 2 changed, 2 failed: apps/payments/app.ts, apps/nobody/app.ts\n');
  });

  it('tells of each app by itself where it is asked to', async () => {
    const [APP_OF_SHOP, NOBODY] = ['apps/shop/app.ts', 'apps/nobody/app.ts'];
    provideModules({ [join(folder, APP_OF_SHOP)]: async () => ({ default: payments('shop') }) });
    await command('emit', APP_OF_SHOP, APP);
    const told = new Map<string, string[]>();
    const forTarget = (target: string) => {
      const lines = told.get(target) ?? [];
      told.set(target, lines);
      const keep = (text: string) => void lines.push(text);
      return { print: keep, printError: keep, end: (succeeded: boolean) => keep(`succeeded: ${succeeded}`) };
    };
    const all: string[] = [];
    const keep = (text: string) => void all.push(text);
    const code = await run(['build', APP, NOBODY, APP_OF_SHOP, '--out', 'built'], {
      print: keep,
      printError: keep,
      forTarget,
    });
    expect({ code, all }).toEqual({ code: 1, all: [] });
    expect(Object.fromEntries(told)).toEqual({
      [APP]: [
        'built    built/payments/base.yaml',
        'built    built/payments/staging.yaml',
        'payments: 2 built',
        'succeeded: true',
      ],
      [NOBODY]: [expect.stringContaining('There is no such file.'), 'succeeded: false'],
      [APP_OF_SHOP]: [
        'built    built/shop/base.yaml',
        'built    built/shop/staging.yaml',
        'shop: 2 built',
        'succeeded: true',
      ],
    });
  });
});
