import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Told {
  readonly folder?: string;
  readonly ended?: { readonly name: string; readonly reason: string };
}

/** The parent's side of `keeper.mjs`: a temporary folder, and the programs that run in it, until they are stopped. */
export class Keeper {
  /** Holds all that the programs read and write, and one log each; only this user may look into it. */
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #started: string[] = [];
  #ended: { readonly name: string; readonly reason: string } | undefined;
  #stopped: Promise<void> | undefined;

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process;
    this.folder = folder;
    process.on('message', ({ ended }: Told) => {
      this.#ended ??= ended;
    });
    const gone = (reason: string) => {
      this.#ended ??= { name: 'The process that runs the control plane', reason };
    };
    process.on('exit', (code, signal) => gone(signal ?? `exit code ${code}`));
    // What is sent to a process that is gone; without a listener it would be thrown from nowhere.
    process.on('error', ({ message }) => gone(message));
    // Whoever forgets to stop may end all the same; the keeper sees it, and ends the programs.
    process.unref();
    process.channel?.unref();
  }

  static async start(): Promise<Keeper> {
    const child = fork(fileURLToPath(new URL('./keeper.mjs', import.meta.url)), [], {
      // A group of its own: Ctrl-C in a terminal is for the parent, whose end then ends this.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Neither the parent's loaders nor its proxies.
      execArgv: [],
      env: environment(),
    });
    const [{ folder }] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('The process that was to run the control plane ended at once.');
      }),
    ])) as [Told];
    if (folder === undefined) throw new Error('The process that was to run the control plane named no folder.');
    return new Keeper(child, folder);
  }

  /** Starts a program; that it ended too early is said by {@link check}. */
  run(name: string, program: string, args: readonly string[]): void {
    this.#started.push(name);
    this.#process.send({ start: { name, program, args } });
  }

  /** From now on volumes may be provisioned, whose folders outside of the temporary one are to be removed at the end. */
  removeVolumes(kubectl: string, kubeconfig: string): void {
    this.#process.send({ volumes: { kubectl, kubeconfig } });
  }

  /** Throws if a program has ended by itself, with the end of its log. */
  check(): void {
    if (this.#stopped !== undefined) throw new Error('The control plane was stopped.');
    if (this.#ended === undefined) return;
    const { name, reason } = this.#ended;
    throw new ProgramEnded(`${name} ended (${reason}).\n${this.#tail(name, 20)}`);
  }

  /** The last lines of every program's log: for the message of a start that takes too long. */
  tails(): string {
    return this.#started.map((name) => `${name}:\n${this.#tail(name, 5)}`).join('\n');
  }

  /** Ends all programs and removes the folder; a second call waits for the same end. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.ref();
    const gone = once(this.#process, 'exit');
    if (this.#process.connected) this.#process.send({ stop: true });
    await gone;
  }

  #tail(name: string, lines: number): string {
    const log = join(this.folder, `${name}.log`);
    if (!existsSync(log)) return '(no log)';
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }
}

/** A program of the control plane ended by itself. */
export class ProgramEnded extends Error {
  override readonly name = 'ProgramEnded';
  /** Between choosing a free port and using it, somebody else took it: worth another try. */
  get portWasTaken(): boolean {
    return this.message.includes('address already in use');
  }
}

/** What the programs know of this process: no settings of Node or of a user's cluster, no proxy. */
function environment(): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { ...(PATH === undefined ? {} : { PATH }), TMPDIR: tmpdir() };
}
