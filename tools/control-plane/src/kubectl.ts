import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** The result of a command of kubectl. */
export interface KubectlResult {
  readonly stdout: string;
  readonly stderr: string;
  /** 1 as well if it was killed. */
  readonly exitCode: number;
}

/** Runs kubectl with one cluster, in the working directory, and without the user's settings. */
export class Kubectl {
  readonly #program: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #running = new Set<ChildProcess>();

  constructor({ program, kubeconfig, home }: { program: string; kubeconfig: string; home: string }) {
    this.#program = program;
    const { PATH } = process.env;
    this.#env = { ...(PATH === undefined ? {} : { PATH }), HOME: home, TMPDIR: home, KUBECONFIG: kubeconfig };
  }

  async run(args: readonly string[], input = ''): Promise<KubectlResult> {
    const child = spawn(this.#program, args, { env: this.#env, stdio: 'pipe' });
    this.#running.add(child);
    // A kubectl that does not read its input may be gone before all of it is written.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    try {
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      return { stdout, stderr, exitCode: code ?? 1 };
    } finally {
      this.#running.delete(child);
    }
  }

  /** Kills commands that still run: a watch, a wait, a port-forward. */
  close(): void {
    for (const child of this.#running) child.kill('SIGKILL');
  }
}
