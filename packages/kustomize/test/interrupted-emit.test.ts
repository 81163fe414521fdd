import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEmitting, wordsBelow } from './emitting-process.ts';
import { canMount, mountTmpfs, temporaryFolder } from './temporary-folder.ts';

/** `npm run test:hostile` asks for the long form. */
const KILLS = process.env.K8S_BLOCKS_HOSTILE === 'long' ? 100 : 5;
const FOLDERS = ['base', 'overlays/a', 'overlays/b'];
const COUNT = 100;

describe.each([
  ['on one file system', false],
  ['on another file system than the staging folder', true],
])('an emit that is killed at any moment, %s,', (_, isOther) => {
  it.skipIf(isOther && !canMount)(
    'leaves only whole files, and the next one finishes',
    async () => {
      const { root, staging } = temporaryFolder();
      if (isOther) mountTmpfs(root);
      const job = (word: string) => ({ root, staging, word, folders: FOLDERS, count: COUNT });
      const healer = await startEmitting();
      onTestFinished(healer.end);
      const usual = await healer.emit(job('word0'));
      const isWhole = (path: string) => path.endsWith('.yaml');
      let inTheMiddle = 0;
      for (let round = 1; round <= KILLS; round += 1) {
        // Evenly over the time that an emit takes, so that every part of it is met.
        const killed = await startEmitting();
        await killed.emitAndDie(job(`word${round}`), (usual * round) / (KILLS + 1));
        const words = [...wordsBelow(join(root, 'payments'), isWhole).values()];
        // Whatever the kills before it left, a round adds only whole files.
        expect(words).toHaveLength(FOLDERS.length * COUNT);
        const now = words.filter((word) => word === `word${round}`).length;
        if (now > 0 && now < words.length) inTheMiddle += 1;
      }
      expect(inTheMiddle).toBeGreaterThan(0);

      await healer.emit(job('healed'));
      const words = wordsBelow(join(root, 'payments'));
      expect(words.size).toBe(FOLDERS.length * COUNT);
      expect(new Set(words.values())).toEqual(new Set(['healed']));
      expect(readdirSync(staging)).toEqual([]);
    },
    600_000,
  );
});
