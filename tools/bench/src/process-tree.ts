import { readdir, readFile } from 'node:fs/promises';

/** How long it is between two readings of memory, in milliseconds. What grows and ends in between is missed. */
const INTERVAL = 50;

/** Watches the memory of a process and all that it starts. */
export interface MemoryWatch {
  /**
   * Stops watching.
   *
   * @returns the peak in MiB: the most, at any reading, that the peaks of all processes running then add up to. Memory
   * that they share counts for each, so it is never less than what they held together. Undefined where there is no /proc.
   */
  stop(): Promise<number | undefined>;
}

/** Begins to watch a process. Only Linux says how much memory the processes of others take at most. */
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

/** A process and its descendants. Whoever was seen once and is none of them is not read again: that would be felt. */
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
    // A child may have a smaller number than its parent, once numbers have gone round.
    for (let size = 0; size < this.#members.size; ) {
      size = this.#members.size;
      for (const { pid, parent } of statuses) if (this.#members.has(parent)) this.#members.add(pid);
    }
    for (const { pid } of statuses) if (!this.#members.has(pid)) this.#strangers.add(pid);
    return statuses.reduce((sum, { pid, peak }) => sum + (this.#members.has(pid) ? peak : 0), 0);
  }
}

/** What is said of a process; one that has ended meanwhile holds nothing. */
async function statusOf(pid: number) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const fields = status.split('\n').map((line) => line.split(':', 2));
  const field = (name: string) => Number.parseInt(fields.find(([key]) => key === name)?.[1] ?? '0', 10);
  return { pid, parent: field('PPid'), peak: field('VmHWM') };
}
