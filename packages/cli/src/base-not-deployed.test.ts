import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { app, type Documents } from '@k8s-blocks/app';
import { connection, contract, stack } from '@k8s-blocks/topology';
import { beforeEach, describe, expect, it } from 'vitest';
import { provideModules } from './import-module.ts';
import { command, inOwnFolder, treeOf } from './in-process.test-helper.ts';

const shop = contract({ name: 'shop', ports: { http: 8080 } });
const buyer = contract({ name: 'buyer', ports: {} });
const map = stack({
  services: [shop, buyer],
  environments: { base: { deployed: false }, staging: { suffix: '-staging' } },
  connections: [connection(buyer, shop.ports.http, 'buy')],
});

/** An app with a ConfigMap in base, whose level may be none, which an API server refuses. */
const appOf = (service: typeof shop | typeof buyer, level: unknown) =>
  app(map, service, {
    settings: { base: { level }, staging: { level: 'debug' } },
    manifests: ({ settings }) => ({
      'configmap.yaml': {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'config' },
        data: { LEVEL: settings.level },
      },
    }),
  });

const README: Documents = { name: 'map', stack: map, tree: () => new Map([['README.md', 'A page.\n']]) };

let folder = '';
inOwnFolder((given) => {
  folder = given;
});

function provide(level: unknown): void {
  const modules = { 'shop.ts': appOf(shop, level), 'buyer.ts': appOf(buyer, 'info'), 'map.ts': map, 'page.ts': README };
  provideModules(
    Object.fromEntries(
      Object.entries(modules).map(([path, module]) => [join(folder, path), async () => ({ default: module })]),
    ),
  );
}

beforeEach(() => provide('info'));

const git = (...args: string[]) =>
  execFileSync('git', [
    '-c',
    'user.name=test',
    '-c',
    'user.email=test@localhost',
    '-c',
    'commit.gpgsign=false',
    ...args,
  ]);

describe('a base that is not deployed', () => {
  it('is emitted for its overlays, without a kustomization that refers to it at the root of the service', async () => {
    expect(await command('emit', 'shop.ts', 'buyer.ts')).toMatchObject({ code: 0 });
    expect(Object.keys(await treeOf('k8s/shop'))).toEqual([
      'base/configmap.yaml',
      'base/kustomization.yaml',
      'overlays/staging/kustomization.yaml',
    ]);
  });

  it('is refused where it is not well-formed', async () => {
    provide(1);
    const { code, stderr } = await command('emit', 'shop.ts');
    expect(code).toBe(1);
    expect(stderr).toContain('shop › base › configmap.yaml › ConfigMap config › data.LEVEL');
  });

  it('is not judged by verify, which says so', async () => {
    await command('emit', 'shop.ts', 'buyer.ts');
    const { stdout } = await command('verify', 'map.ts');
    expect(stdout).toContain('shop › staging › ');
    expect(stdout).not.toContain(' › base › ');
    expect(stdout).toMatch(
      /\nJudged 2 objects of 2 kustomizations and 0 files\.\nJudged in full: 2 objects of 1 kind\.\nNot judged: base, which is not deployed\.\n$/,
    );
    const matrix = await command('verify', 'map.ts', '--matrix', 'markdown');
    expect(matrix.stdout.match(/^## .*$/gm)).toEqual(['## staging']);
  });

  it('is no environment of diff, nor of a dry run', async () => {
    await command('emit', 'shop.ts', 'buyer.ts');
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message=change');
    provide('warn');
    await command('emit', 'shop.ts');
    const { code, stdout } = await command('diff', 'map.ts', '--base', 'main');
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.not.stringContaining('base') });
    expect(stdout).toContain('staging');
    expect((await command('diff', 'map.ts', '--base', 'main', '--environment', 'base')).stderr).toContain(
      'There is no environment "base".',
    );
    const asked = await command('dry-run', 'shop.ts', '--environment', 'base', '--context', 'none');
    expect(asked.stdout).toBe('shop is not deployed in base.\n');
  });
});
