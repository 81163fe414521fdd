import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { git } from './git.ts';

const path = process.env.PATH;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-git-'));
  execFileSync('git', ['init', '--quiet', folder]);
});
afterEach(() => {
  process.env.PATH = path;
  return rm(folder, { recursive: true });
});

describe('git', () => {
  it('that fails is refused with its own words, without hints and without a trace', async () => {
    const failing = git('rev-parse', ['nope', '--'], { folder });
    await expect(failing).rejects.toThrow("git rev-parse failed: fatal: bad revision 'nope'\nLook at what");
    await expect(git('status', [], { folder: join(folder, 'gone') })).rejects.toThrow('There is no such folder');
  });

  it('has ended when endGit returns, and its result never comes', async () => {
    // A module of its own, since it ends for good, and other files of tests call git in this process.
    const address = './git.ts?that-ends';
    const ending: typeof import('./git.ts') = await import(address);
    expect(ending.git).not.toBe(git);
    const written = join(folder, 'written');
    await writeFile(join(folder, 'git'), `#!/bin/sh\nwhile sleep 0.05; do echo x >> ${written}; done\n`);
    await chmod(join(folder, 'git'), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
    let answered = false;
    void ending.git('status', []).finally(() => {
      answered = true;
    });
    while ((await readFile(written).catch(() => '')).length === 0) await sleep(20);
    await ending.endGit();
    const before = await readFile(written);
    await sleep(500);
    expect(await readFile(written)).toEqual(before);
    expect(answered).toBe(false);
  });
});
