import { type ChildProcess, spawn } from 'node:child_process';
import { endGroup, forget, HAS_GROUP, startTracked } from './process-group.ts';

/** The most that a command may print, in bytes: as much as is read of any file of manifests. */
export const MAX_OUTPUT = 64 * 1024 * 1024;

/** What a command said. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command is run. */
export interface RunOptions {
  /** Its environment. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** How many milliseconds it may take. Default: any. */
  readonly timeout?: number;
  /** How many MiB of memory each of its processes may take. It is a limit on Linux only. Default: any. */
  readonly memory?: number;
  /** What it reads on its standard input. Default: nothing. */
  readonly input?: string;
}

/** How a command ended that did not do its work: by its own exit code, a signal, or at one of its limits. */
export type Ending = 'exit' | 'output' | 'signal' | 'start' | 'time';

/** A command that did not do its work. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly ending: Ending;
  /** What it said on its standard error. */
  readonly stderr: string;

  constructor(message: string, ending: Ending, stderr = '') {
    super(message);
    this.ending = ending;
    this.stderr = stderr;
  }
}

/**
 * Runs a command without a shell of its own, so that no argument is read as anything else. It cannot prompt: it has
 * neither standard input nor a terminal. Nothing that it started outlives it, nor this process.
 *
 * @throws CommandError if it does not start, fails, or is ended at a limit.
 */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Output> {
  const { env, timeout, input } = options;
  const [file, ...rest] = withMemory(command, args, options.memory);
  const child = startTracked(() =>
    spawn(file, rest, {
      env,
      detached: HAS_GROUP,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    }),
  );
  let limit: 'output' | 'time' | undefined;
  const endAt = (reached: 'output' | 'time') => {
    limit ??= reached;
    endGroup(child);
  };
  const stdout = collect(child.stdout, () => endAt('output'));
  const stderr = collect(child.stderr, () => endAt('output'));
  const timer = timeout === undefined ? undefined : setTimeout(() => endAt('time'), timeout);
  // A command that ends without reading all of it is judged by its exit code.
  child.stdin?.on('error', () => undefined).end(input);
  try {
    const { code, signal } = await ended(child);
    if (limit === 'time') throw new CommandError(`It was ended after ${timeout} milliseconds.`, 'time', stderr());
    if (limit === 'output') throw new CommandError(`It printed more than ${MAX_OUTPUT} bytes.`, 'output');
    if (signal !== null) throw new CommandError(`It was ended by the signal ${signal}.`, 'signal', stderr());
    if (code !== 0) throw new CommandError(`It ended with the exit code ${code}, and said nothing.`, 'exit', stderr());
    return { stdout: stdout(), stderr: stderr() };
  } finally {
    clearTimeout(timer);
    forget(child);
  }
}

/** Waits until a command has ended, and all that it printed was read. */
function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((done, failed) => {
    child.on('error', (error) => failed(new CommandError(error.message, 'start')));
    // What it left running would keep its output open, and this waiting.
    child.on('exit', () => endGroup(child));
    child.on('close', (code, signal) => done({ code, signal }));
  });
}

/** Why a command failed: what it said on its standard error, or else how it ended. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = error instanceof CommandError ? error.stderr.trim() : '';
  return said === '' ? error.message.trim() : said;
}

/** Sets the limit in a shell that then becomes the command; the arguments are the shell's, and not part of its script. */
const LIMITED = 'ulimit -v "$1" 2>/dev/null; shift; exec "$@"';

/**
 * The command under a limit of memory. It is one of the address space, which Linux alone keeps: a program that asks for more
 * is told that there is none. Limits that a program sets itself, as by `GOMEMLIMIT`, are none.
 *
 * @see https://man7.org/linux/man-pages/man2/getrlimit.2.html
 */
function withMemory(command: string, args: readonly string[], memory: number | undefined): [string, ...string[]] {
  if (memory === undefined || process.platform !== 'linux') return [command, ...args];
  return ['/bin/sh', '-c', LIMITED, 'sh', String(memory * 1024), command, ...args];
}

/** Gathers what a stream says, up to a limit. */
function collect(stream: NodeJS.ReadableStream | null, onTooMuch: () => void): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  stream?.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_OUTPUT) onTooMuch();
    else chunks.push(chunk);
  });
  return () => Buffer.concat(chunks).toString('utf8');
}
