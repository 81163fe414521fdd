import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldersLeftOut } from './folders-left-out.ts';
import { givenEnvironments } from './given.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'given-'));
});
afterEach(() => rm(root, { recursive: true }));

async function kustomization(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, folder, 'kustomization.yaml'), '');
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** The environments with their paths from the root on. */
function given(paths: readonly string[], named: readonly string[] = []) {
  const environments = givenEnvironments(
    paths.map((path) => join(root, path)),
    named,
  );
  return environments.map(({ name, paths: own }) => [name, ...own.map((path) => path.replace(`${root}/`, ''))]);
}

describe('the environments of paths', () => {
  it('are named by their folders', async () => {
    await kustomization('web/base', 'web/overlays/staging', 'api/overlays/staging');
    expect(given(['web/overlays/staging', 'web/base', 'api/overlays/staging'])).toEqual([
      ['base', 'web/base'],
      ['staging', 'web/overlays/staging', 'api/overlays/staging'],
    ]);
  });

  it('are all those of a service, or of the services below a folder', async () => {
    await kustomization('web/base', 'web/overlays/staging', 'web', 'api/base', 'node_modules/x/base');
    expect(given(['web'])).toEqual([
      ['base', 'web/base'],
      ['staging', 'web/overlays/staging'],
    ]);
    expect(given(['.'])).toEqual([
      ['base', 'api/base', 'web/base'],
      ['staging', 'web/overlays/staging'],
    ]);
  });

  it('are those in a folder of overlays, and those beside base that build upon it', async () => {
    await kustomization('overlays/staging', 'overlays/live', 'deploy/base', 'deploy/live', 'deploy/extra');
    await write('deploy/live/kustomization.yaml', 'resources: [../base]');
    expect(given(['overlays'])).toEqual([
      ['live', 'overlays/live'],
      ['staging', 'overlays/staging'],
    ]);
    expect(given(['deploy'])).toEqual([
      ['base', 'deploy/base'],
      ['live', 'deploy/live'],
    ]);
  });

  it('leave out other folders with manifests, which is said', async () => {
    await kustomization('web/base', 'web/overlays/live', 'all', 'redis', 'web/extra', 'chart/templates');
    await write('all/kustomization.yaml', 'resources: [../web/base]');
    await write('extra/kustomization.yaml', 'kind: Component');
    await write('web/overlays/live/kustomization.yaml', 'resources: [../../base, ../../../common]');
    await write('common/one.yaml', 'apiVersion: v1\nkind: ConfigMap');
    await write('plain/two.yaml', 'apiVersion: v1\nkind: ConfigMap');
    await write('tools/values.yaml', 'a: b');
    await write('chart/Chart.yaml', 'name: chart');
    const environments = givenEnvironments([root]);
    expect(foldersLeftOut([root], environments)).toEqual([
      expect.objectContaining({
        file: join(root, 'plain'),
        problem: expect.stringMatching(/left out\. So are 2 more: "[^"]*redis", "[^"]*web\/extra"\.$/),
      }),
    ]);
    const [two] = foldersLeftOut([join(root, 'plain'), join(root, 'redis')], environments);
    expect(two?.problem).toMatch(/left out\. So is 1 more: "[^"]*redis"\.$/);
    expect(foldersLeftOut([join(root, 'redis')], givenEnvironments([join(root, 'redis')]))).toEqual([]);
  });

  it('are base where nothing names them', async () => {
    await kustomization('deploy');
    expect(given(['deploy', 'rendered.yaml'])).toEqual([['base', 'deploy', 'rendered.yaml']]);
  });

  it('may be said', () => {
    expect(given([], ['live=a.yaml', 'base=b.yaml', 'live=c=d.yaml'])).toEqual([
      ['base', 'b.yaml'],
      ['live', 'a.yaml', 'c=d.yaml'],
    ]);
  });

  it('have names that a map can have', async () => {
    await kustomization('web/overlays/Release_1.21+');
    expect(given(['web/overlays/Release_1.21+'])).toEqual([['release-1-21', 'web/overlays/Release_1.21+']]);
  });

  it('are refused without a name or a path', () => {
    expect(() => given([], ['live', '=a.yaml', 'live='])).toThrow(
      /"live" does not name an environment[\s\S]*"=a\.yaml"[\s\S]*"live="/,
    );
  });
});
