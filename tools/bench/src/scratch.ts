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
   * The folder of the workspace of so many services, generated when it is first asked for. Whoever changes it leaves it
   * as it was.
   */
  workspace(count: number): Promise<string> {
    const known = this.#workspaces.get(count);
    if (known !== undefined) return known;
    const folder = join(this.folder, `workspace-${count}`);
    const made = generateWorkspace(count, folder).then(() => folder);
    this.#workspaces.set(count, made);
    return made;
  }

  /**
   * Moves a file or folder of the run out of the way, if it is there, until the run ends. Removed, it would slow down what is
   * measured next: ext4 without a journal searches past the files that were removed within the last minutes for each that
   * it makes, which takes longer than to write it.
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
