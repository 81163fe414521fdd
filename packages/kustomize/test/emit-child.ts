import { emit } from '../src/index.ts';

/** Emits a tree of many files, all of which say the given word. Run as a process of its own, so that it can be killed. */
const [root = '', staging = '', word = '', count = ''] = process.argv.slice(2);
const files = Array.from(
  { length: Number(count) },
  (_, index) => [`base/f${index}.yaml`, `${word}: |\n${'  line\n'.repeat(200)}`] as const,
);
process.stdout.write('begin\n');
await emit(new Map(files), { root, staging, folder: 'payments', source: 'Change it.' });
process.stdout.write('end\n');
