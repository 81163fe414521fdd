import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
