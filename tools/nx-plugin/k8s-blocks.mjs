import { fromSource } from './from-source.mjs';

const args = process.argv.slice(2);
const { run } = await fromSource(args);
process.exitCode = await run(args);
