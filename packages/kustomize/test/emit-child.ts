import { createInterface } from 'node:readline';
import { emit } from '../src/index.ts';

/** What is to be emitted: a tree in which all files say the given word. */
export interface Job {
  readonly root: string;
  readonly staging: string;
  readonly word: string;
  /** The folders of the tree, and how many files are in each. */
  readonly folders: readonly string[];
  readonly count: number;
}

/** A process of its own, so that it can be killed, and run beside another: it emits what it reads, a job a line. */
process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  const { root, staging, word, folders, count }: Job = JSON.parse(line);
  const files = folders.flatMap((folder) =>
    Array.from({ length: count }, (_, index) => [`${folder}/f${index}.yaml`, textOf(word)] as const),
  );
  process.stdout.write('begin\n');
  await emit(new Map(files), { root, staging, folder: 'payments', source: 'Change it.' });
  process.stdout.write('end\n');
}

function textOf(word: string): string {
  return `${word}: |\n${'  line\n'.repeat(200)}`;
}
