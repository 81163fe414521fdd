import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { WorkspaceCopy } from '@k8s-blocks/testing/workspace-copy';

/** Asks which tasks there are: of the projects that commits have changed, or of some projects, with the hashes of the cache. */
export type Question =
  | { readonly targets: readonly string[]; readonly affectedSince: string }
  | { readonly targets: readonly string[]; readonly projects: readonly string[] };

/** A task that would be run, or taken from the cache. */
export interface Task {
  readonly project: string;
  readonly target: string;
  /** What it is found by in the cache: another one after a change of what it reads. Only of some projects. */
  readonly hash?: string;
}

/** What Nx answers. */
export interface NxAnswer {
  /** All projects of the workspace. */
  readonly projects: readonly { readonly name: string; readonly root: string; readonly targets: readonly string[] }[];
  /** The tasks, with those that they depend on. */
  readonly tasks: readonly Task[];
}

/** Nx in a copy of the workspace, as one process for many questions: it takes longer to start than to answer. */
export class NxProcess {
  readonly #child: ChildProcess;

  constructor(copy: WorkspaceCopy) {
    this.#child = fork(join(import.meta.dirname, 'nx-child.mjs'), { cwd: copy.folder, env: copy.nxEnvironment() });
  }

  /** Asks about the workspace as it is now. Throws what Nx throws. */
  async ask(question: Question): Promise<NxAnswer> {
    const answered = once(this.#child, 'message');
    this.#child.send(question);
    const [{ answer, error }] = await answered;
    if (error !== undefined) throw new Error(error);
    return answer;
  }

  async end(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill();
    await ended;
  }
}
