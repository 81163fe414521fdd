import { kustomizeTree } from '../src/index.ts';
import { LAYERS } from './example.ts';

/** Prints a tree: run as a process of its own, in another locale, time zone and folder. */
process.stdout.write(JSON.stringify([...kustomizeTree({ title: 'Payments', ...LAYERS })]));
