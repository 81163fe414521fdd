import { readdir, readFile } from 'node:fs/promises';

/** The time between two readings of memory, in milliseconds. Processes that start and end in between are missed. */
const INTERVAL = 50;

/** Watches the memory of a process and all that it starts. */
export interface MemoryWatch {
  /**
   * Stops watching.
   *
   * @returns the peak in MiB: the maximum, over all readings, of the sum of the peaks of all running processes. Memory that
   * they share counts for each, so that it is an upper bound. Undefined if there is no /proc.
   */
  stop(): Promise<number | undefined>;
}

/** Begins to watch a process. Only Linux tells the peak memory of other processes. */
export function watchMemory(root: number): MemoryWatch {
  const tree = new ProcessTree(root);
  let peak = 0;
  let reading = Promise.resolve();
  const timer = setInterval(() => {
    reading = reading.then(async () => {
      peak = Math.max(peak, await tree.read());
    });
  }, INTERVAL);
  return {
    async stop() {
      clearInterval(timer);
      await reading;
      return peak === 0 ? undefined : peak / 1024;
    },
  };
}

/** A process and its descendants. Other processes are read only once, since reading all of them would slow the machine. */
class ProcessTree {
  readonly #members: Set<number>;
  readonly #strangers = new Set<number>([process.pid]);

  constructor(root: number) {
    this.#members = new Set([root]);
  }

  /** The sum of the peaks of those that run now, in KiB. */
  async read(): Promise<number> {
    const entries = await readdir('/proc').catch(() => []);
    const ids = entries.map(Number).filter((pid) => Number.isInteger(pid) && !this.#strangers.has(pid));
    const statuses = await Promise.all(ids.map(statusOf));
    // A child may have a smaller id than its parent, once ids have wrapped around.
    for (let size = 0; size < this.#members.size; ) {
      size = this.#members.size;
      for (const { pid, parent } of statuses) if (this.#members.has(parent)) this.#members.add(pid);
    }
    for (const { pid } of statuses) if (!this.#members.has(pid)) this.#strangers.add(pid);
    return statuses.reduce((sum, { pid, peak }) => sum + (this.#members.has(pid) ? peak : 0), 0);
  }
}

/** The status of a process; zeros if it has ended meanwhile. */
async function statusOf(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const fields = status.split('\n').map((line) => line.split(':', 2));
  const field = (name: string) => Number.parseInt(fields.find(([key]) => key === name)?.[1] ?? '0', 10);
  return { pid, parent: field('PPid'), peak: field('VmHWM') };
}
