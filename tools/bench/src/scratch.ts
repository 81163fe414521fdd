import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateWorkspace } from './workspace.ts';

/** The temporary folder of one run of the benchmark, with the generated workspaces in it. */
export class Scratch {
  readonly folder: string;
  readonly #workspaces = new Map<number, Promise<string>>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder, below `$BENCH_FOLDER` or else the system's temporary folder: on the disk to measure. */
  static async make(): Promise<Scratch> {
    return new Scratch(await mkdtemp(join(process.env.BENCH_FOLDER ?? tmpdir(), 'bench-')));
  }

  /**
   * The folder of a workspace with this number of services, which is generated at the first call. A caller that changes it
   * has to restore it.
   */
  workspace(count: number): Promise<string> {
    const existing = this.#workspaces.get(count);
    if (existing !== undefined) return existing;
    const folder = join(this.folder, `workspace-${count}`);
    const made = generateWorkspace(count, folder).then(() => folder);
    this.#workspaces.set(count, made);
    return made;
  }

  /**
   * Moves a file or folder of the run, if it exists, to a folder that is removed at the end of the run. Removing it now would
   * slow down the next measurement: for each new file, ext4 without a journal searches past all files that were removed in
   * the last minutes, which takes longer than writing it.
   */
  async moveAway(path: string): Promise<void> {
    const away = join(this.folder, 'away');
    await mkdir(away, { recursive: true });
    await rename(path, join(away, randomUUID())).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }

  /** Removes the folder and all that is in it. */
  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
