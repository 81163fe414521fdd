import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkModules } from './link-modules.ts';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));

/** What a program answered. */
export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What became of the tasks of one run. */
export interface Tasks {
  readonly exitCode: number;
  readonly output: string;
  readonly ran: readonly string[];
  readonly local: readonly string[];
  readonly remote: readonly string[];
}

/** This workspace in a git repository of its own, in a temporary folder: with a graph, a history and a cache to try. */
export class WorkspaceCopy {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Copies what git would commit, links the dependencies as they are and the packages to the copy, and commits. */
  static async make(): Promise<WorkspaceCopy> {
    const copy = new WorkspaceCopy(await mkdtemp(join(tmpdir(), 'workspace-copy-')));
    await copy.#copyFiles();
    await linkModules(copy.folder);
    await copy.git('init', '--quiet', '--initial-branch=main');
    await copy.commit();
    return copy;
  }

  /** Runs Nx as a command: `run labels:lint`. */
  nx(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const command = [process.execPath, 'node_modules/nx/dist/bin/nx.js', ...args];
    return run(this.folder, command, { ...this.nxEnvironment(), ...env });
  }

  /** Runs a program that is installed: `tsc -p packages/labels`. */
  run([program = '', ...args]: readonly string[]): Promise<Answer> {
    return run(this.folder, [join('node_modules/.bin', program), ...args], this.nxEnvironment());
  }

  /** The variables for Nx in the copy. */
  nxEnvironment(): NodeJS.ProcessEnv {
    // A test of this workspace is itself a task of Nx, whose variables are not meant for the copy.
    const inherited = Object.entries(process.env).filter(([name]) => !/^(NX_|CI$|FORCE_COLOR$|KUBECTL$)/.test(name));
    return {
      ...Object.fromEntries(inherited),
      // Nx keeps its cache in the home folder, one for all clones of a repository; here each has its own.
      NX_CACHE_DIRECTORY: '.nx/cache',
      NX_WORKSPACE_DATA_DIRECTORY: '.nx/workspace-data',
      NX_DAEMON: 'false',
      NX_ISOLATE_PLUGINS: 'false',
      NX_TUI: 'false',
      NO_COLOR: '1',
    };
  }

  async git(...args: string[]): Promise<string> {
    const answer = await run(this.folder, ['git', '-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args]);
    if (answer.exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${answer.stderr}`);
    return answer.stdout;
  }

  async commit(): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--no-gpg-sign', '--message=change');
  }

  /**
   * Runs targets, and says which tasks were run, and which were taken from a cache: `labels:lint`.
   *
   * @param args the arguments of `nx run-many`
   */
  async runMany(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Tasks> {
    const { exitCode, stdout, stderr } = await this.nx(['run-many', ...args, '--output-style=static'], env);
    const said = [...stdout.matchAll(/^> nx run ([^\s]+)(?: {2}\[(.+)\])?$/gm)];
    const tasks = (isMeant: (from: string | undefined) => boolean) => {
      const meant = said.filter(([, , from]) => isMeant(from));
      // Of a batch of one task, Nx says its name twice: when it begins, and before what it said.
      return [...new Set(meant.map(([, task = '']) => task.replace('@k8s-blocks/', '')))].sort();
    };
    return {
      exitCode,
      output: stdout + stderr,
      ran: tasks((from) => from === undefined),
      local: tasks((from) => from !== undefined && from !== 'remote cache'),
      remote: tasks((from) => from === 'remote cache'),
    };
  }

  /** Changes files: a line break more is a change to Nx, and none to what reads them. */
  async touch(...files: readonly string[]): Promise<void> {
    for (const file of files) await appendFile(join(this.folder, file), '\n');
  }

  /** Locks another version of a package, or none, as npm would; what is installed stays as it is. */
  async relock(dependency: string, locked: 'bumped' | 'gone'): Promise<void> {
    const file = join(this.folder, 'package-lock.json');
    const lock = JSON.parse(await readFile(file, 'utf8'));
    const key = `node_modules/${dependency}`;
    if (!(key in lock.packages)) throw new Error(`${dependency} is not locked.`);
    if (locked === 'gone') delete lock.packages[key];
    else lock.packages[key] = { ...lock.packages[key], version: '999.0.0', integrity: 'sha512-bumped' };
    await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`);
  }

  /** Takes back what was changed since the first commit. */
  async reset(): Promise<void> {
    await this.git('reset', '--quiet', '--hard', (await this.git('rev-list', '--max-parents=0', 'HEAD')).trim());
  }

  /** The files below a folder of the copy, with what they hold: path in the folder to text. */
  async filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
    const start = join(this.folder, folder);
    const entries = await readdir(start, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const files = paths.sort().map(async (path) => [relative(start, path), await readFile(path, 'utf8')] as const);
    return new Map(await Promise.all(files));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #copyFiles(): Promise<void> {
    const { stdout } = await run(workspace, ['git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard']);
    const isFile = (file: string) =>
      file !== '' && statSync(join(workspace, file), { throwIfNoEntry: false })?.isFile();
    const files = stdout.split('\0').filter(isFile);
    for (const folder of new Set(files.map(dirname))) mkdirSync(join(this.folder, folder), { recursive: true });
    for (const file of files) copyFileSync(join(workspace, file), join(this.folder, file));
  }
}

function run(cwd: string, [file = '', ...args]: readonly string[], env?: NodeJS.ProcessEnv): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      { cwd, maxBuffer: 2 ** 26, ...(env === undefined ? {} : { env }) },
      (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ exitCode, stdout, stderr });
      },
    );
  });
}
