import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';

/** The result of a program. */
export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of {@link run}. */
export interface RunOptions {
  /** The working directory. */
  readonly cwd: string;
  /** Variables besides the inherited ones. Default: none. */
  readonly env?: Readonly<Record<string, string>>;
  /** The file that takes its standard output, as `>` of a shell does. Default: it is in the answer. */
  readonly outputFile?: string;
  /** Is called with the id of the process once it runs. */
  readonly onStart?: (pid: number) => void;
}

/** Environment variables that would change what is measured; Nx passes some to its tasks. */
const NOT_INHERITED = /^(NX_|NODE_OPTIONS$|CI$|FORCE_COLOR$|VITEST)/;

/**
 * Runs a program that must succeed.
 *
 * @param command the program and its arguments.
 * @throws Error with its folder and output, if it fails or cannot be started.
 */
export async function run(command: readonly string[], options: RunOptions): Promise<Answer> {
  const output = options.outputFile === undefined ? undefined : await open(options.outputFile, 'w');
  const answer = await answerOf(command, options, output?.fd ?? 'pipe').finally(() => output?.close());
  if (answer.exitCode === 0) return answer;
  const printed = `${answer.stdout}${answer.stderr}`.slice(-4000);
  throw new Error(`In ${options.cwd}, ${command.join(' ').slice(0, 300)} exits with ${answer.exitCode}:\n${printed}`);
}

function answerOf(
  [file = '', ...args]: readonly string[],
  { cwd, env = {}, onStart }: RunOptions,
  output: number | 'pipe',
): Promise<Answer> {
  const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name));
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
      stdio: ['ignore', output, 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => void stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => void stderr.push(chunk));
    child.on('error', reject);
    child.on('spawn', () => child.pid !== undefined && onStart?.(child.pid));
    child.on('close', (code) => {
      const textOf = (chunks: readonly Buffer[]) => Buffer.concat(chunks).toString();
      resolve({ exitCode: code ?? 1, stdout: textOf(stdout), stderr: textOf(stderr) });
    });
  });
}
