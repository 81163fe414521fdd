import { execFile, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { provideModules } from './import-module.ts';
import { run } from './run.ts';
import { terminal } from './terminal.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** What the command answered. */
export interface Answer {
  /** The exit code; of a process that a signal ended, the signal. */
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command is started. */
export interface Start {
  readonly cwd: string;
  /** Variables besides those of this process, of which those of CI and of colours are not inherited. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether its standard output is a terminal. Default: it is none. */
  readonly isTerminal?: boolean;
}

const PLAIN: NodeJS.ProcessEnv = { CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined, TERM: 'xterm' };

/** Has Vitest import modules of TypeScript, by their full paths, as the plugin for Nx compiles them: the command needs tsx. */
export function provideTypeScript(...paths: readonly string[]): void {
  provideModules(Object.fromEntries(paths.map((path) => [path, () => import(path)])));
}

/** Runs the command in this process, as if it had been started so: a process of its own takes a second to start. */
export async function k8sBlocks({ cwd, env = {}, isTerminal = false }: Start, ...args: string[]): Promise<Answer> {
  const variables = { ...PLAIN, ...env };
  const inherited = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  const before = { cwd: process.cwd(), isTerminal: process.stdout.isTTY };
  const printed = { stdout: '', stderr: '' };
  process.chdir(cwd);
  setVariables(variables);
  process.stdout.isTTY = isTerminal;
  try {
    const { showsProgress = false, hasColors = false } = terminal;
    const code = await run(args, {
      print: (text) => {
        printed.stdout += `${text}\n`;
      },
      printError: (text) => {
        printed.stderr += `${text}\n`;
      },
      showsProgress,
      hasColors,
    });
    return { code, ...printed };
  } finally {
    process.chdir(before.cwd);
    setVariables(inherited);
    process.stdout.isTTY = before.isTerminal;
  }
}

function setVariables(variables: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** Runs the command as a process of its own, as a shell does: for what a process has and a function has not. */
export function k8sBlocksProcess({ cwd, env = {} }: Omit<Start, 'isTerminal'>, ...args: string[]): Promise<Answer> {
  const options = { cwd, env: { ...process.env, ...PLAIN, ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', TSX, MAIN, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : (error.code ?? error.signal), stdout, stderr });
    });
  });
}

/** Runs the command as a process whose standard output is closed before it prints anything, as behind `| head -n 0`. */
export function k8sBlocksUnread({ cwd }: Pick<Start, 'cwd'>, ...args: string[]): Promise<Omit<Answer, 'stdout'>> {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args], { cwd, env: { ...process.env, ...PLAIN } });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code: code ?? signal, stderr }));
  });
}
