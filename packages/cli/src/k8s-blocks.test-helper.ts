import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** What the command answered. */
export interface Answer {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command is started. */
export interface Start {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether its standard output is a terminal. Default: it is none. */
  readonly isTerminal?: boolean;
}

/** Runs the command as a process of its own. Of the variables of CI and of colours it has only those that are given. */
export function k8sBlocks({ cwd, env = {}, isTerminal = false }: Start, ...args: string[]): Promise<Answer> {
  const terminal = ['--import', 'data:text/javascript,process.stdout.isTTY=true'];
  const imports = ['--import', TSX, ...(isTerminal ? terminal : [])];
  const plain = { ...process.env, CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, TERM: 'xterm' };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...imports, MAIN, ...args],
      { cwd, env: { ...plain, ...env } },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr });
      },
    );
  });
}
