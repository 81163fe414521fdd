import { execFile, execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Packed } from '../src/pack-packages.ts';
import { packAll } from './pack.ts';

const TEMPLATE = fileURLToPath(new URL('project', import.meta.url));
const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));

/** What a program answered. */
export interface Answer {
  readonly exitCode: number;
  readonly output: string;
}

/** A project in a temporary folder, in which nothing but the packed packages and what they depend on is installed. */
export class OutsideProject {
  readonly #temporary = realpathSync(mkdtempSync(join(tmpdir(), 'outside-')));
  readonly folder = join(this.#temporary, 'project');
  readonly packages: readonly Packed[];

  constructor() {
    this.packages = packAll(this.#temporary);
    cpSync(TEMPLATE, this.folder, { recursive: true });
    const tarballs = this.packages.map(({ tarball }) => tarball);
    // A connection that stalls is tried again, instead of waited for.
    const options = ['--no-audit', '--no-fund', '--prefer-offline', '--fetch-timeout=20000', '--loglevel=error'];
    execFileSync('npm', ['install', ...options, ...tarballs], {
      cwd: this.folder,
      env: ownEnvironment(),
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 100_000,
    });
    // What is not installed is not there.
    rmSync(join(this.#temporary, 'built'), { recursive: true });
    rmSync(join(this.#temporary, 'tarballs'), { recursive: true });
  }

  /** Runs a Node program in the project. */
  run(node: string, ...args: readonly string[]): Promise<Answer> {
    return run(this.folder, node, args);
  }

  /** Runs a script of the `package.json` in a folder of the project. */
  runScript(folder: string, script: string): Promise<Answer> {
    return run(join(this.folder, folder), 'npm', ['run', '--silent', script]);
  }

  /** Copies an example, without what may be installed in it, into a folder of the project that is named like it. */
  copyExample(name: string): void {
    const filter = (path: string) => basename(path) !== 'node_modules';
    cpSync(join(EXAMPLES, name), join(this.folder, name), { recursive: true, filter });
  }

  /** Runs the compiler of the project. */
  tsc(...args: readonly string[]): Promise<Answer> {
    return this.run(process.execPath, 'node_modules/typescript/bin/tsc', ...args);
  }

  /** The files below a folder of the project, with slashes. */
  filesBelow(folder: string): string[] {
    const entries = readdirSync(join(this.folder, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(join(this.folder, folder).length + 1)
          .replaceAll('\\', '/'),
      )
      .sort();
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    mkdirSync(join(this.folder, file, '..'), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  remove(): void {
    rmSync(this.#temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

function run(cwd: string, program: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env: ownEnvironment() }, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ exitCode, output: stdout + stderr });
    });
  });
}

/** A test is itself run by npm, Nx and Vitest, whose variables are not meant for the project. */
function ownEnvironment(): Record<string, string> {
  const foreign = /^(npm_(?!config_)|NX_|VITEST|NODE_(OPTIONS|PATH|ENV)$|FORCE_COLOR$|INIT_CWD$)/;
  const own = Object.entries(process.env).filter(([name, value]) => value !== undefined && !foreign.test(name));
  return { ...Object.fromEntries(own), NO_COLOR: '1' };
}
