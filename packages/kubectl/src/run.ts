import { type ChildProcess, spawn } from 'node:child_process';
import { endGroup, forget, HAS_GROUP, startTracked } from './process-group.ts';

/** How many bytes a command may print: as many as a file of manifests may have. */
export const MAX_OUTPUT = 64 * 1024 * 1024;

/** What a command printed. */
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

/** Why a command failed: its exit code, a signal, a limit of output or time, or it did not start. */
export type Ending = 'exit' | 'output' | 'signal' | 'start' | 'time';

/** A command failed. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly ending: Ending;
  /** What it printed to its standard error. */
  readonly stderr: string;

  constructor(message: string, ending: Ending, stderr = '') {
    super(message);
    this.ending = ending;
    this.stderr = stderr;
  }
}

/**
 * Runs a command with arguments that no shell interprets. It cannot prompt: it has neither standard input nor a terminal.
 * No process that it starts outlives it, nor this process.
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
  // A command may end without reading all of its input; its exit code says whether that is an error.
  child.stdin?.on('error', () => undefined).end(input);
  try {
    const { code, signal } = await ended(child);
    if (limit === 'time') throw new CommandError(`It was ended after ${timeout} milliseconds.`, 'time', stderr());
    if (limit === 'output') throw new CommandError(`It printed more than ${MAX_OUTPUT} bytes.`, 'output');
    if (signal !== null) throw new CommandError(`It was ended by the signal ${signal}.`, 'signal', stderr());
    if (code !== 0)
      throw new CommandError(`It ended with the exit code ${code}, and printed no error.`, 'exit', stderr());
    return { stdout: stdout(), stderr: stderr() };
  } finally {
    clearTimeout(timer);
    forget(child);
  }
}

/** Waits until a command has ended, and all of its output was read. */
function ended(child: ChildProcess): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((done, failed) => {
    child.on('error', (error) => failed(new CommandError(error.message, 'start')));
    // Processes that it left running would keep its output open, so that `close` would never come.
    child.on('exit', () => endGroup(child));
    child.on('close', (code, signal) => done({ code, signal }));
  });
}

/** Why a command failed: what it printed to its standard error, or else how it ended. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stderr = error instanceof CommandError ? error.stderr.trim() : '';
  return stderr === '' ? error.message.trim() : stderr;
}

/** A shell sets the limit and then `exec`s the command. The command is passed as arguments, and not as text of the script. */
const LIMITED = 'ulimit -v "$1" 2>/dev/null; shift; exec "$@"';

/**
 * The command with a limit of its address space, which only Linux enforces: an allocation beyond it fails. (`GOMEMLIMIT`
 * is no hard limit: Go's runtime exceeds it.)
 *
 * @see https://man7.org/linux/man-pages/man2/getrlimit.2.html
 */
function withMemory(command: string, args: readonly string[], memory: number | undefined): [string, ...string[]] {
  if (memory === undefined || process.platform !== 'linux') return [command, ...args];
  return ['/bin/sh', '-c', LIMITED, 'sh', String(memory * 1024), command, ...args];
}

/** Collects the text of a stream, up to a limit. */
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
