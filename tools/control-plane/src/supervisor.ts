import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `supervisor.mjs` sends. */
interface SupervisorMessage {
  readonly folder?: string;
  readonly ended?: { readonly name: string; readonly reason: string };
}

/** The parent's side of `supervisor.mjs`, which runs the programs of one control plane in a temporary folder. */
export class Supervisor {
  /** Contains all files of the programs, and a log of each. Only this user may read it. */
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #started: string[] = [];
  #ended: { readonly name: string; readonly reason: string } | undefined;
  #stopped: Promise<void> | undefined;

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process;
    this.folder = folder;
    process.on('message', ({ ended }: SupervisorMessage) => {
      this.#ended ??= ended;
    });
    const gone = (reason: string) => {
      this.#ended ??= { name: 'The supervisor of the control plane', reason };
    };
    process.on('exit', (code, signal) => gone(signal ?? `exit code ${code}`));
    // An error of sending to a process that has ended: without a listener it would end this process.
    process.on('error', ({ message }) => gone(message));
    // This process may end without calling stop(): the supervisor notices, and ends the programs.
    process.unref();
    process.channel?.unref();
  }

  static async start(): Promise<Supervisor> {
    const child = fork(fileURLToPath(new URL('./supervisor.mjs', import.meta.url)), [], {
      // In its own process group, so that Ctrl-C only reaches the parent; the supervisor then ends the programs in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Without the parent's module loaders and proxies.
      execArgv: [],
      env: environment(),
    });
    const [{ folder }] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => {
        throw new Error('The supervisor of the control plane ended at its start.');
      }),
    ])) as [SupervisorMessage];
    if (folder === undefined) throw new Error('The supervisor of the control plane sent no folder.');
    return new Supervisor(child, folder);
  }

  /** Starts a program. If it ends by itself, {@link check} throws. */
  run(name: string, program: string, args: readonly string[]): void {
    this.#started.push(name);
    this.#process.send({ start: { name, program, args } });
  }

  /** Makes {@link stop} also remove the folders of provisioned volumes, which are outside of the temporary folder. */
  removeVolumes(kubectl: string, kubeconfig: string): void {
    this.#process.send({ volumes: { kubectl, kubeconfig } });
  }

  /** Throws if a program has ended by itself: {@link ProgramEnded}, with the end of its log. */
  check(): void {
    if (this.#stopped !== undefined) throw new Error('The control plane was stopped.');
    if (this.#ended === undefined) return;
    const { name, reason } = this.#ended;
    throw new ProgramEnded(`${name} ended (${reason}).\n${this.#tail(name, 20)}`);
  }

  /** The last lines of every program's log, for the message of a start that takes too long. */
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
  /** Whether another process took a port between its choice and its use, so that another try may succeed. */
  get portWasTaken(): boolean {
    return this.message.includes('address already in use');
  }
}

/** The environment of the programs: without settings of Node, of the user's clusters, and of proxies. */
function environment(): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { ...(PATH === undefined ? {} : { PATH }), TMPDIR: tmpdir() };
}
