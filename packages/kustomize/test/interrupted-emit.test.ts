import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';

const FILES = 300;
const KILLS = 20;
const CHILD = join(import.meta.dirname, 'emit-child.ts');

it('an emit that is killed at any moment leaves only whole files, and the next one heals the tree', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'interrupted-emit-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const root = join(parent, 'k8s');
  const folder = join(root, 'payments', 'base');
  const emitted = (word: string, delay?: number) => run([root, join(parent, 'staging'), word, String(FILES)], delay);

  const usual = await emitted('word0');
  let inTheMiddle = 0;
  for (let round = 1; round <= KILLS; round += 1) {
    // Evenly over the time that an emit takes, so that every part of it is met.
    await emitted(`word${round}`, (usual * round) / (KILLS + 1));
    const words = readdirSync(folder).map((name) => wordOf(readFileSync(join(folder, name), 'utf8')));
    // Whatever the kills before it left, a round adds only whole files.
    expect(words).toHaveLength(FILES);
    const now = words.filter((word) => word === `word${round}`).length;
    if (now > 0 && now < FILES) inTheMiddle += 1;
  }
  expect(inTheMiddle).toBeGreaterThan(0);

  await emitted('healed');
  const words = readdirSync(folder).map((name) => wordOf(readFileSync(join(folder, name), 'utf8')));
  expect(words).toEqual(Array.from({ length: FILES }, () => 'healed'));
}, 120_000);

/** The word that a whole file says. */
function wordOf(text: string): string {
  const match = /^# Emitted by k8s-blocks as \S+; do not edit\. Change it\.\n(\w+): \|\n(?: {2}line\n){200}$/.exec(
    text,
  );
  if (match?.[1] === undefined) throw new Error(`Half a file: ${text.length} characters.`);
  return match[1];
}

/** Emits in a process of its own, which is killed after a while if a delay is given; how long it took to emit. */
async function run(args: readonly string[], delay?: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const begun = await new Promise<number>((resolve) => child.stdout.once('data', () => resolve(performance.now())));
  if (delay !== undefined) {
    await setTimeout(delay);
    child.kill('SIGKILL');
  }
  await closed;
  return performance.now() - begun;
}
