import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runs } from '@k8s-blocks/test-runs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type EmittingProcess, startEmitting, wordsBelow } from './emitting-process.ts';
import { canMount, mountTmpfs, temporaryFolder } from './temporary-folder.ts';

const PAIRS = runs({ usual: 2, long: 50 });
const COUNT = 12;
const foldersOf = (environments: string) => ['base', ...[...environments].map((name) => `overlays/${name}`)];

let one: EmittingProcess;
let other: EmittingProcess;
beforeAll(async () => {
  [one, other] = await Promise.all([startEmitting(), startEmitting()]);
  return () => Promise.all([one.end(), other.end()]);
});

describe.each([
  ['on one file system', false],
  ['on another file system than the staging folder', true],
])('two emits at once, %s, leave whole files and nothing else, and the next one finishes', (_, isOther) => {
  it.skipIf(isOther && !canMount).each([
    ['growing', 'a', 'abc', 'abcdef'],
    ['shrinking', 'abcdef', 'abc', ''],
    ['one growing and one shrinking', 'abc', 'abcdef', 'a'],
    ['exchanging environments', 'abcdef', 'abc', 'def'],
  ])('%s', async (__, before, first, second) => {
    const { root, staging } = temporaryFolder();
    if (isOther) mountTmpfs(root);
    const job = (word: string, environments: string) => {
      return { root, staging, word, folders: foldersOf(environments), count: COUNT };
    };
    for (let pair = 0; pair < PAIRS; pair += 1) {
      await one.emit(job('before', before));
      await Promise.all([one.emit(job('first', first)), other.emit(job('second', second))]);
      for (const word of wordsBelow(join(root, 'payments')).values()) expect(['first', 'second']).toContain(word);
      expect(existsSync(staging) ? readdirSync(staging) : []).toEqual([]);
    }
    await other.emit(job('after', second));
    const words = wordsBelow(join(root, 'payments'));
    expect(words.size).toBe(COUNT * foldersOf(second).length);
    expect(new Set(words.values())).toEqual(new Set(['after']));
  });
});
