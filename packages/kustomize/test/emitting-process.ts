import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Job } from './emit-child.ts';

const CHILD = join(import.meta.dirname, 'emit-child.ts');

/** A process that emits. */
export interface EmittingProcess {
  /** Emits. What the process says of an error is thrown. */
  readonly emit: (job: Job) => Promise<void>;
  /** Begins to emit, and kills the process as soon as something holds. */
  readonly emitAndDie: (job: Job, when: () => boolean) => Promise<void>;
  /** Ends the process, once it has nothing to do. */
  readonly end: () => Promise<void>;
}

/** Starts a process that emits, and waits until it is ready. */
export async function startEmitting(): Promise<EmittingProcess> {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(process.execPath, ['--import', 'tsx', CHILD], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += String(data);
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const said = async (word: string) => {
    const { value } = await lines.next();
    if (value === word) return;
    await closed;
    throw new Error(`The process said "${value}", not "${word}". ${errors}`);
  };
  const begin = async (job: Job) => {
    child.stdin.write(`${JSON.stringify(job)}\n`);
    return said('begin');
  };
  await said('ready');
  return {
    async emit(job) {
      await begin(job);
      await said('end');
    },
    async emitAndDie(job, when) {
      await begin(job);
      while (!when() && child.exitCode === null) await setImmediate();
      child.kill('SIGKILL');
      await closed;
    },
    async end() {
      child.stdin.end();
      await closed;
    },
  };
}

/**
 * The words that the files below a folder say: path to word. Throws for a file that is not whole.
 *
 * @param isWhole which files are to be, by their names. Default: all of them.
 */
export function wordsBelow(folder: string, isWhole: (name: string) => boolean = () => true): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && isWhole(entry.name),
  );
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(paths.map((path) => [path, wordOf(readFileSync(path, 'utf8'))]));
}

function wordOf(text: string): string {
  const word = /^# Emitted by k8s-blocks as \S+; do not edit\. Change it\.\n(\w+): \|\n(?: {2}line\n){200}$/.exec(
    text,
  )?.[1];
  if (word === undefined) throw new Error(`Half a file: ${text.length} characters.`);
  return word;
}
