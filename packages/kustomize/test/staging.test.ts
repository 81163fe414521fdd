import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, emit, type Tree } from '../src/index.ts';
import { TREE } from './example-tree.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

/** The number of a process that has ended. */
const ENDED = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
const stagedName = (pid: number) => `.k8s-blocks-${pid}-0123456789abcdef.tmp`;

describe('of a folder in which files are staged, emit removes', () => {
  const emitWith = async (fill: (staging: string) => void): Promise<string[]> => {
    const temporary = temporaryFolder();
    mkdirSync(temporary.staging);
    fill(temporary.staging);
    await emit(TREE, temporary);
    expect(await check(TREE, temporary)).toEqual([]);
    return readdirSync(temporary.staging);
  };

  it.each([
    ['what a process left that has ended', stagedName(ENDED), Date.now()],
    ['what an earlier process of its own number left', stagedName(process.pid), Date.now()],
    [
      'a file that is older than an hour, even if its process id is in use',
      stagedName(process.ppid),
      Date.now() - 3_700_000,
    ],
  ])('%s', async (_, name, time) => {
    const left = await emitWith((staging) => {
      writeFileSync(join(staging, name), 'half');
      utimesSync(join(staging, name), time / 1000, time / 1000);
    });
    expect(left).toEqual([]);
  });

  it('not what another process is writing', async () => {
    const name = stagedName(process.ppid);
    expect(await emitWith((staging) => writeFileSync(join(staging, name), 'half'))).toEqual([name]);
  });

  it.each([
    'notes.txt',
    '3b241101-e2bb-4255-8caf-4136c566a962',
    '3b241101-e2bb-4255-8caf-4136c566a962.mjs',
    '.k8s-blocks-1-0123456789abcdef.tmp.bak',
    '.k8s-blocks-x-0123456789abcdef.tmp',
    'k8s-blocks.tmp',
  ])('not a user’s %s, however old', async (name) => {
    const left = await emitWith((staging) => {
      writeFileSync(join(staging, name), 'mine');
      utimesSync(join(staging, name), 1, 1);
    });
    expect(left).toEqual([name]);
  });

  it('neither folders nor links, also of such a name', async () => {
    const [folder, link, dangling] = ['0', '1', '2'].map((digit) => stagedName(ENDED).replace('0123', `012${digit}`));
    const left = await emitWith((staging) => {
      mkdirSync(join(staging, folder ?? ''));
      mkdirSync(join(staging, 'old'));
      utimesSync(join(staging, 'old'), 1, 1);
      symlinkSync('old', join(staging, link ?? ''));
      symlinkSync('nowhere', join(staging, dangling ?? ''));
    });
    expect(left).toEqual([folder, link, dangling, 'old']);
  });
});

describe('where the staging folder is of no use, files are staged in the folders of their paths, and nothing is left there', () => {
  it.each<[string, (temporary: TemporaryFolder) => void]>([
    ['it is a file', ({ staging }) => writeFileSync(staging, 'mine')],
    ['it is a link to nothing', ({ staging }) => symlinkSync('nowhere/at/all', staging)],
    ['it is in a file', ({ parent }) => writeFileSync(join(parent, 'node_modules'), 'mine')],
  ])('%s', async (_, obstruct) => {
    const temporary = temporaryFolder();
    const staging = _ === 'it is in a file' ? join(temporary.parent, 'node_modules/.cache') : temporary.staging;
    obstruct(temporary);
    const { written } = await emit(TREE, { ...temporary, staging });
    expect(written).toHaveLength(3);
    expect(await check(TREE, temporary)).toEqual([]);
    expect(Object.keys(temporary.files()).filter((path) => path.startsWith('k8s'))).toHaveLength(3);
  });

  it('what an emit left there that was killed, the next one removes, and check does not mind', async () => {
    const temporary = temporaryFolder();
    await emit(TREE, temporary);
    const left = ['', 'base/', 'overlays/staging/'].map((folder) => `payments/${folder}${stagedName(ENDED)}`);
    for (const path of left) temporary.put(path, '# Emitted by k8s-blocks as');
    expect(await check(TREE, temporary)).toEqual([]);
    expect(await emit(TREE, temporary)).toEqual({ written: [], removed: [], unchanged: 3 });
    for (const path of left) expect(existsSync(join(temporary.root, path))).toBe(false);
  });

  it('also beside documents in the root, and nowhere else', async () => {
    const { folder: _, ...temporary } = temporaryFolder();
    const documents: Tree = new Map([['README.md', 'All.\n']]);
    temporary.put(stagedName(ENDED), 'half');
    temporary.put(`guides/${stagedName(ENDED)}`, 'half');
    await emit(documents, temporary);
    expect(Object.keys(temporary.files())).toEqual([`k8s/guides/${stagedName(ENDED)}`, 'k8s/README.md'].sort());
  });
});
