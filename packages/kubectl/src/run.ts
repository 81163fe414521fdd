import { type ExecFileOptions, execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** Room for the output of the largest stack; Node's own limit is 1 MiB. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/** What a command said. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command without a shell, and with its standard input closed: it can never wait for someone to type. */
export async function run(
  command: string,
  args: readonly string[],
  options: Pick<ExecFileOptions, 'env' | 'timeout'> = {},
): Promise<Output> {
  const running = execFileAsync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT,
    windowsHide: true,
  });
  running.child.stdin?.end();
  return running;
}

/** Why a command failed: what it said on its standard error, or else what Node says about it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim() : '';
  return said === '' ? error.message.trim() : said;
}
