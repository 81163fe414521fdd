import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Refusal } from '@k8s-blocks/refusal';

/** Room for the names of all files of a large repository; Node's own limit is 1 MiB. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Runs git in the working directory, without a shell, and returns what it prints. It asks nobody for a password.
 *
 * @param env variables besides those of this process.
 * @throws Refusal if there is no git. What git itself does not do rejects, with what it says as `stderr`.
 */
export async function git(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', [...args], {
      encoding: 'utf8',
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C', ...env },
      maxBuffer: MAX_OUTPUT,
      windowsHide: true,
    });
    return stdout;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    throw new Refusal({ problem: 'There is no git on the PATH.', remedy: 'Install git.' });
  }
}
