import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { Refusal } from '@k8s-blocks/refusal';

/** In bytes: enough for the names of all files of a large repository. Node's default is 1 MiB. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Options with which git only reads the repository: paths are never patterns; the index is not refreshed; and programs that
 * the repository's configuration names for watching files, or as hooks, do not run. Filters do run: their output (of Git
 * LFS, git-crypt) is what the user works with. Attributes of the files can choose a filter of the user's configuration, and
 * cannot define one.
 *
 * @see https://git-scm.com/docs/gitattributes#_filter
 */
const READ_ONLY = [
  '--literal-pathspecs',
  '--no-optional-locks',
  // Not among those locks: "git diff" notes in the index which files are as they were.
  ...['-c', 'diff.autoRefreshIndex=false'],
  ...['-c', 'core.fsmonitor=false'],
  ...['-c', `core.hooksPath=${devNull}`],
];

/** Options of {@link git}. */
export interface GitOptions {
  /** The folder to run it in. Default: the working directory. */
  readonly folder?: string;
  /** The file of the index. Default: that of the repository. */
  readonly index?: string;
  /** The exit code that means that nothing was found, and not that the command failed. Default: none. */
  readonly codeOfNothing?: number;
}

/**
 * Runs a command of git and returns its output. Git does not prompt.
 *
 * @throws Refusal if there is no git, or if the command fails.
 */
export async function git(command: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(command, args, options);
  if (code === 0 || code === options.codeOfNothing) return stdout;
  throw new Refusal({
    problem: `git ${command} failed: ${reasonIn(stderr)}`,
    remedy: /nable to (?:write|create)|No space left|Disk quota/.test(stderr)
      ? `See that there is room in ${tmpdir()}, or name another folder for temporary files with TMPDIR.`
      : 'Look at what "git status" and "git fsck" say here.',
  });
}

/** As {@link git}, but returns undefined if the command fails, as it does for objects that do not exist. */
export async function askGit(
  command: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<string | undefined> {
  const { code, stdout } = await run(command, args, options);
  return code === 0 ? stdout : undefined;
}

/** Why git failed: its first error. The lines after it are hints. */
export function reasonIn(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines[0] ?? 'it does not say why.').slice(0, 1000);
}

/** Whether this process is about to end, and the processes of git that are running. */
let isEnding = false;
const running = new Set<ChildProcess>();

/** Kills all processes of git, and waits for their ends. Calls of {@link git} that wait for one never settle. */
export async function endGit(): Promise<void> {
  isEnding = true;
  const ended = [...running].map(async (child) => {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await exit;
  });
  await Promise.all(ended);
}

interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git to its end, whether it succeeds or fails. */
export function run(command: string, args: readonly string[], { folder, index }: GitOptions): Promise<GitResult> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  const options = {
    encoding: 'utf8',
    env: index === undefined ? env : { ...env, GIT_INDEX_FILE: index },
    maxBuffer: MAX_OUTPUT,
    windowsHide: true,
    ...(folder === undefined ? {} : { cwd: folder }),
  } as const;
  return new Promise((resolve, reject) => {
    const child = execFile('git', [...READ_ONLY, command, ...args], options, (error, stdout, stderr) => {
      running.delete(child);
      if (isEnding) return;
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(refusalOf(command, folder, error));
    });
    running.add(child);
  });
}

/** The refusal for a git that could not be started, or was killed. */
function refusalOf(
  command: string,
  folder: string | undefined,
  error: Error & { readonly code?: unknown; readonly signal?: unknown },
): Refusal {
  if (folder !== undefined && !existsSync(folder)) {
    return new Refusal({
      file: folder,
      problem: 'There is no such folder.',
      remedy: 'See who removed it, and try again.',
    });
  }
  if (error.code === 'ENOENT') return new Refusal({ problem: 'There is no git on the PATH.', remedy: 'Install git.' });
  if (error.code === 'EACCES' && folder !== undefined) {
    const remedy = 'Give this user permission to enter it, or give another folder.';
    return new Refusal({ file: folder, problem: 'Permission is denied: git cannot be run in it.', remedy });
  }
  const why = typeof error.signal === 'string' ? `it was ended by ${error.signal}.` : error.message;
  return new Refusal({ problem: `git ${command} failed: ${why}`, remedy: 'See that "git status" works here.' });
}
