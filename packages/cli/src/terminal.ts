import type { Output } from './output.ts';

/**
 * This process's standard output and standard error. It is watched where it is a terminal, and not where `CI` says that
 * nobody does: some CI systems give their jobs a terminal.
 */
export const terminal: Output = {
  print: (text) => write(process.stdout, text),
  printError: (text) => write(process.stderr, text),
  isWritten,
  get isWatched() {
    return process.stdout.isTTY === true && !isTrue(process.env.CI);
  },
  get hasColors() {
    return hasColors(process.stdout, process.env);
  },
};

/** What is being written, and why something could not be. */
const pending = new Set<Promise<void>>();
let failure: NodeJS.ErrnoException | undefined;

function write(stream: NodeJS.WriteStream, text: string): void {
  // Without a listener an error of a stream ends the process with a trace; with it, the callback tells of it.
  if (stream.listenerCount('error') === 0) stream.on('error', () => {});
  const writing = new Promise<void>((resolve) => {
    stream.write(`${text}\n`, (error) => {
      failure ??= error ?? undefined;
      resolve();
    });
  });
  pending.add(writing);
  void writing.then(() => pending.delete(writing));
}

/** A pipe that nobody reads any more (`| head`) had its reader: there is nothing to say, and nobody to say it to. */
async function isWritten(): Promise<boolean> {
  await Promise.all(pending);
  if (failure === undefined || failure.code === 'EPIPE') return true;
  const why = `What was to be printed could not be written: ${failure.message}.`;
  await new Promise<void>((resolve) => process.stderr.write(`${why}\n`, () => resolve()));
  return false;
}

/**
 * Whether what is printed has colours: on a terminal, and wherever `FORCE_COLOR` wants them; not where `NO_COLOR` is set,
 * which goes before.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
function hasColors({ isTTY = false }: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return isTrue(env.FORCE_COLOR);
  return isTTY && env.TERM !== 'dumb';
}

/** Whether a variable says yes: it is there, and neither empty nor a no. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value);
}
