import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isLong, runs } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { NX, NX_SETTINGS, onAllApps, TSX, VERIFY_BUILT } from './commands.ts';
import { run } from './run.ts';
import { git } from './workspace.ts';

const SERVICES = runs({ usual: 3, long: 10 });
const root = fileURLToPath(new URL('../../..', import.meta.url));

// How long anything takes is not tested: a slow machine fails no test.
describe(`a generated workspace of ${SERVICES} services`, () => {
  let parent: string;
  let folder: string;
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'bench-test-'));
    folder = join(parent, 'workspace');
    await run([...TSX, 'tools/bench/src/generate.ts', String(SERVICES), folder], { cwd: root });
  }, 120_000);
  afterAll(() => rm(parent, { recursive: true, force: true }));

  it('is committed with the trees of all services, and checks', async () => {
    const trees = (await readdir(join(folder, 'k8s'))).filter((name) => name.startsWith('service-'));
    expect(trees).toHaveLength(SERVICES);
    const { stdout } = await run([...NX, 'run-many', '-t', 'check'], { cwd: folder, env: NX_SETTINGS });
    expect(stdout).toMatch(/Successfully ran target check for \d+ projects/);
    expect(await git(folder, 'status', '--porcelain')).toBe('');
  });

  it('has the nine objects of each service', async () => {
    const base = await git(folder, 'grep', '-h', '^kind: ', '--', 'k8s/service-0002/base');
    expect(base.trim().split('\n').sort()).toEqual(
      [
        'ConfigMap',
        'Deployment',
        'Kustomization',
        'Namespace',
        'NetworkPolicy',
        'PodDisruptionBudget',
        'Secret',
        'Service',
        'Service',
        'ServiceAccount',
      ].map((kind) => `kind: ${kind}`),
    );
  });

  it('emits nothing new a second time', async () => {
    await run(await onAllApps('emit', folder), { cwd: folder });
    expect(await git(folder, 'status', '--porcelain')).toBe('');
  });

  it('verifies as it is built', async () => {
    await run(await onAllApps('build', folder), { cwd: folder });
    expect((await run(VERIFY_BUILT, { cwd: folder })).stdout).toContain('0 errors, 0 warnings');
  });

  it('is not generated into a folder that holds something', async () => {
    await expect(run([...TSX, 'tools/bench/src/generate.ts', '10', folder], { cwd: root })).rejects.toThrow(
      `${folder} is not empty`,
    );
  });
});

describe('the benchmark', () => {
  it('prints its tables and bounds as Markdown, and leaves nothing behind', async () => {
    const temporary = await mkdtemp(join(tmpdir(), 'bench-test-'));
    onTestFinished(() => rm(temporary, { recursive: true }));
    // The others take as long as hundreds of tests: they are tried at night.
    const measured = isLong ? ['many-services', 'affected', 'builds'] : ['builds'];
    const parts = measured.flatMap((part) => ['--only', part]);
    const command = [...TSX, 'tools/bench/src/main.ts', '--quick', '--no-peers', '--markdown', ...parts];
    const { stdout } = await run(command, { cwd: root, env: { BENCH_FOLDER: temporary } });
    expect(stdout).toMatch(/^\| 3 services, 9 overlays: many in one process \| \d+\.\d+ s \| 0\.\d+ × \|/m);
    expect(stdout).toContain('| builds of 3, many in one process: CPU time of one process an overlay | 0.33 × |');
    expect(await readdir(temporary)).toEqual([]);
    if (!isLong) return;
    expect(stdout).toMatch(/^\| emit, one process \| \d+\.\d+ s \| 1\.00 × \|/m);
    expect(stdout).toContain('| kosko generate | left out: --no-peers | - | - |');
    expect(stdout).toContain('| one of 4 changed: checks that run | 1 | 1 | yes |');
  }, 300_000);
});
