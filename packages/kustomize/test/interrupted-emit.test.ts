import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runs } from '@k8s-blocks/test-runs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmitting, wordsBelow } from './emitting-process.ts';
import { canMount, mountTmpfs, temporaryFolder } from './temporary-folder.ts';

const KILLS = runs({ usual: 2, long: 100 });
const FOLDERS = ['base', 'overlays/a', 'overlays/b'];
const COUNT = 100;

describe.each([
  ['on one file system', false],
  ['on another file system than the staging folder', true],
])('an emit that is killed at any moment, %s,', (_, isOther) => {
  it.skipIf(isOther && !canMount)('leaves only whole files, and the next one finishes', async () => {
    const { root, staging } = temporaryFolder();
    if (isOther) mountTmpfs(root);
    const job = (word: string) => ({ root, staging, word, folders: FOLDERS, count: COUNT });
    const healer = await startEmitting();
    onTestFinished(healer.end);
    await healer.emit(job('word0'));
    const isWhole = (path: string) => path.endsWith('.yaml');
    let inTheMiddle = 0;
    // Evenly over the files, and on until one was not too late: where others are at work, an emit may end before it is killed.
    for (let round = 1; round <= KILLS || inTheMiddle === 0; round += 1) {
      const killed = await startEmitting();
      const emitted = Math.floor((FOLDERS.length * COUNT * (round % (KILLS + 1))) / (KILLS + 1));
      const last = join(root, 'payments', FOLDERS[Math.floor(emitted / COUNT)] ?? '', `f${emitted % COUNT}.yaml`);
      await killed.emitAndDie(job(`word${round}`), () => readFileSync(last, 'utf8').includes(`word${round}:`));
      const words = [...wordsBelow(join(root, 'payments'), isWhole).values()];
      // Whatever the kills before it left, a round adds only whole files.
      expect(words).toHaveLength(FOLDERS.length * COUNT);
      const now = words.filter((word) => word === `word${round}`).length;
      if (now > 0 && now < words.length) inTheMiddle += 1;
    }

    await healer.emit(job('healed'));
    const words = wordsBelow(join(root, 'payments'));
    expect(words.size).toBe(FOLDERS.length * COUNT);
    expect(new Set(words.values())).toEqual(new Set(['healed']));
    expect(readdirSync(staging)).toEqual([]);
  });
});
