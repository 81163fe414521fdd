import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check, emit, type Tree } from '../src/index.ts';
import { TREE } from './example-tree.ts';
import { type TemporaryPlace, temporaryPlace } from './temporary-place.ts';

/** The number of a process that has ended. */
const ENDED = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
const stagedName = (pid: number) => `.k8s-blocks-${pid}-0123456789abcdef.tmp`;

describe('of a folder in which files are staged, emit removes', () => {
  const emitWith = async (fill: (staging: string) => void): Promise<string[]> => {
    const place = temporaryPlace();
    mkdirSync(place.staging);
    fill(place.staging);
    await emit(TREE, place);
    expect(await check(TREE, place)).toEqual([]);
    return readdirSync(place.staging);
  };

  it.each([
    ['what a process left that has ended', stagedName(ENDED), Date.now()],
    ['what an earlier process of its own number left', stagedName(process.pid), Date.now()],
    ['what is older than an hour, whoever has its number now', stagedName(process.ppid), Date.now() - 3_700_000],
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
  ])('not somebody’s %s, however old', async (name) => {
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

describe('where the staging folder is of no use, files are staged beside their places, and nothing is left there', () => {
  it.each<[string, (place: TemporaryPlace) => void]>([
    ['it is a file', ({ staging }) => writeFileSync(staging, 'mine')],
    ['it is a link to nothing', ({ staging }) => symlinkSync('nowhere/at/all', staging)],
    ['it is in a file', ({ parent }) => writeFileSync(join(parent, 'node_modules'), 'mine')],
  ])('%s', async (_, obstruct) => {
    const place = temporaryPlace();
    const staging = _ === 'it is in a file' ? join(place.parent, 'node_modules/.cache') : place.staging;
    obstruct(place);
    const { written } = await emit(TREE, { ...place, staging });
    expect(written).toHaveLength(3);
    expect(await check(TREE, place)).toEqual([]);
    expect(Object.keys(place.files()).filter((path) => path.startsWith('k8s'))).toHaveLength(3);
  });

  it('what an emit left there that was killed, the next one removes, and check does not mind', async () => {
    const place = temporaryPlace();
    await emit(TREE, place);
    const left = ['', 'base/', 'overlays/staging/'].map((folder) => `payments/${folder}${stagedName(ENDED)}`);
    for (const path of left) place.put(path, '# Emitted by k8s-blocks as');
    expect(await check(TREE, place)).toEqual([]);
    expect(await emit(TREE, place)).toEqual({ written: [], removed: [], unchanged: 3 });
    for (const path of left) expect(existsSync(join(place.root, path))).toBe(false);
  });

  it('also beside documents in the root, and nowhere else', async () => {
    const { folder: _, ...place } = temporaryPlace();
    const documents: Tree = new Map([['README.md', 'All.\n']]);
    place.put(stagedName(ENDED), 'half');
    place.put(`guides/${stagedName(ENDED)}`, 'half');
    await emit(documents, place);
    expect(Object.keys(place.files())).toEqual([`k8s/guides/${stagedName(ENDED)}`, 'k8s/README.md'].sort());
  });
});
