import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { temporaryFolder } from './fakes.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

it('a temporary folder is gone after its use, also where that fails', async () => {
  const used: string[] = [];
  const use = async (folder: string) => {
    used.push(folder);
    writeFileSync(join(folder, 'a'), '');
    throw new Error('it fails');
  };
  await expect(withTemporaryFolder(use)).rejects.toThrow('it fails');
  expect(used.map((folder) => existsSync(folder))).toEqual([false]);
});

it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a temporary folder is gone after %s', async (signal) => {
  const folder = temporaryFolder();
  const program = join(folder, 'program.mjs');
  const module = new URL('./temporary-folder.ts', import.meta.url).href;
  writeFileSync(
    program,
    `import { withTemporaryFolder } from ${JSON.stringify(module)};
await withTemporaryFolder(() => new Promise((done) => setTimeout(done, 600_000)));`,
  );
  const made = () => readdirSync(folder).filter((name) => name.startsWith('k8s-blocks-'));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], {
    stdio: 'ignore',
    env: { ...process.env, TMPDIR: folder },
  });
  while (made().length === 0) await sleep(20);
  // Who listens to signals has to be there too.
  await sleep(100);
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([null, signal]);
  expect(made()).toEqual([]);
});
