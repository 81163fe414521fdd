import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packPackages } from '../src/pack-packages.ts';
import { readWorkflows, scriptOf } from './workflows.ts';

const folder = mkdtempSync(join(tmpdir(), 'publish-'));
const tarballs = join(folder, 'tarballs');
const release = readWorkflows().find(({ path }) => path === '.github/workflows/release.yml');

/** What the registry has of three packages in version 0.1.0. */
const KNOWN: Readonly<Record<string, string>> = { '@k8s-blocks/there': '0.1.0', '@k8s-blocks/older': '0.0.9' };

const registry = createServer(({ url = '' }, response) => {
  const name = decodeURIComponent(url.slice(1).split('?')[0] ?? '');
  const version = KNOWN[name];
  if (version === undefined) return response.writeHead(404).end('{"error":"not_found"}');
  const versions = { [version]: { name, version, dist: { tarball: 'http://localhost/x.tgz' } } };
  return response.end(JSON.stringify({ name, 'dist-tags': { latest: version }, versions }));
});

beforeAll(async () => {
  for (const name of ['there', 'older', 'new']) {
    const built = join(folder, 'built', name);
    mkdirSync(built, { recursive: true });
    writeFileSync(
      join(built, 'package.json'),
      JSON.stringify({ name: `@k8s-blocks/${name}`, version: '0.1.0', scripts: { prepublishOnly: 'exit 1' } }),
    );
  }
  mkdirSync(tarballs);
  packPackages(join(folder, 'built'), tarballs);
  await new Promise<void>((resolve) => void registry.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  registry.closeAllConnections();
  registry.close();
  rmSync(folder, { recursive: true });
});

/** Runs a script of the workflow, as GitHub does, in the folder of the tarballs; npm only prints what it would publish. */
function runInTarballs(script: string): Promise<{ readonly exitCode: number; readonly output: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}`,
    npm_config_dry_run: 'true',
  };
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return new Promise((resolve) => {
    execFile('bash', args, { cwd: tarballs, env }, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : 1, output: stdout + stderr });
    });
  });
}

describe('the job that publishes', () => {
  it('publishes the tarballs that npm does not have in this version, and leaves the others', async () => {
    const { exitCode, output } = await runInTarballs(scriptOf(release?.jobs.publish));
    expect(exitCode, output).toBe(0);
    expect(output).toContain('@k8s-blocks/there@0.1.0 is published');
    const added = [...output.matchAll(/^\+ (\S+)$/gm)].map(([, each]) => each);
    expect(added).toEqual(['@k8s-blocks/new@0.1.0', '@k8s-blocks/older@0.1.0']);
  });

  it('publishes each publicly, with its provenance', () => {
    expect(scriptOf(release?.jobs.publish)).toContain('--provenance --access public');
  });
});
