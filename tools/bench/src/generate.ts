import { resolve } from 'node:path';
import { generateWorkspace } from './workspace.ts';

// node --import tsx tools/bench/src/generate.ts <count> <folder>
const [count, folder, ...rest] = process.argv.slice(2);
if (count === undefined || folder === undefined || rest.length > 0) {
  console.error('Give a number of services and a folder: generate.ts <count> <folder>');
  process.exitCode = 2;
} else {
  await generateWorkspace(Number(count), resolve(folder));
  console.log(`${resolve(folder)}: ${count} services, emitted and committed.`);
}
