import { askTerminal } from './ask.ts';
import { LiveLines } from './live-lines.ts';
import type { Output } from './output.ts';

/**
 * Prints to standard output and standard error. Progress is shown on a terminal, unless `CI` is set: some CI systems give
 * their jobs a terminal.
 */
export const terminal: Output = {
  print: (text) => write(process.stdout, text),
  printError: (text) => write(process.stderr, text),
  isWritten,
  get showsProgress() {
    return process.stdout.isTTY === true && !isTrue(process.env.CI);
  },
  get hasColors() {
    return hasColors(process.stdout, process.env);
  },
  get showLive() {
    return this.showsProgress ? (lines: readonly string[]) => live.show(lines) : undefined;
  },
  get ask() {
    return process.stdin.isTTY === true && this.showsProgress ? askTerminal : undefined;
  },
};

/** The lines at the end of the terminal; what is printed goes above them. */
const live = new LiveLines(process.stdout);

/** The streams whose errors are listened to. */
const heard = new WeakSet<NodeJS.WriteStream>();

/** The writes that have not finished, and the first error of one. */
const pending = new Set<Promise<void>>();
let failure: NodeJS.ErrnoException | undefined;

function write(stream: NodeJS.WriteStream, text: string): void {
  // Without a listener, an error of the stream would end the process with a stack trace; the callback below handles it. One
  // of our own: those that are there already, as of a loader of modules, may be removed before the error comes.
  if (!heard.has(stream)) heard.add(stream.on('error', () => {}));
  live.hide();
  const writing = new Promise<void>((resolve) => {
    stream.write(`${text}\n`, (error) => {
      failure ??= error ?? undefined;
      resolve();
    });
  });
  live.restore();
  pending.add(writing);
  void writing.then(() => pending.delete(writing));
}

/** A closed pipe is not a failure: its reader, such as `head`, has read all that it wanted. */
async function isWritten(): Promise<boolean> {
  await Promise.all(pending);
  if (failure === undefined || failure.code === 'EPIPE') return true;
  const message = `The output could not be written: ${failure.message}.`;
  await new Promise<void>((resolve) => process.stderr.write(`${message}\n`, () => resolve()));
  return false;
}

/**
 * Whether the output has colours: on a terminal, or if `FORCE_COLOR` is set; never if `NO_COLOR` is set.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
function hasColors({ isTTY = false }: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return isTrue(env.FORCE_COLOR);
  return isTTY && env.TERM !== 'dumb';
}

/** Whether an environment variable is set to anything but an empty text, `0` or `false`. */
function isTrue(value: string | undefined): boolean {
  return value !== undefined && !['', '0', 'false'].includes(value);
}
