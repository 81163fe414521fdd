import { fromSource } from './from-source.mjs';

process.exitCode = isInFolder() ? await run(process.argv.slice(2)) : 1;

/** @param {readonly string[]} args */
async function run(args) {
  const program = await fromSource(args).catch((error) => console.error(error.message));
  return program === undefined ? 1 : program.run(args);
}

/** Where the working directory was removed, esbuild would throw, or wait for ever, before the program can say so. */
function isInFolder() {
  try {
    return process.cwd() !== '';
  } catch {
    console.error('The working directory\n  There is no such folder any more.\n  Change to one that is there.');
    return false;
  }
}
