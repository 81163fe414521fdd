import { type MemoryWatch, watchMemory } from './process-tree.ts';
import { type Answer, type RunOptions, run } from './run.ts';

/** The time and memory of a program, from its start to its end. */
export interface Measured {
  readonly seconds: number;
  /** The peak memory of it and all processes that it started, in MiB; undefined if the system does not tell. */
  readonly mebibytes: number | undefined;
}

/** A measured run of a program, with its output. */
export interface MeasuredRun extends Measured, Answer {}

/** A program to measure. */
export interface Trial extends Omit<RunOptions, 'onStart'> {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Prepares a run; it is not measured. Default: nothing. */
  readonly prepare?: () => Promise<void>;
}

/** Runs a program once. Throws an error with its output if it fails. */
export async function measureOnce({ command, prepare, ...options }: Trial): Promise<MeasuredRun> {
  await prepare?.();
  let watch: MemoryWatch | undefined;
  const start = performance.now();
  const answer = await run(command, {
    ...options,
    onStart: (pid) => {
      watch = watchMemory(pid);
    },
  });
  const seconds = (performance.now() - start) / 1000;
  return { ...answer, seconds, mebibytes: await watch?.stop() };
}

/** Runs a program several times, and returns the median of each figure. Throws as {@link measureOnce} does. */
export async function measure(trial: Trial, runs: number): Promise<Measured> {
  const [found = []] = await measureInTurn([trial], runs);
  return mediansOf(found);
}

/**
 * Runs some programs in turn, several times, so that a machine that is slower for a minute is slower for all of them.
 * Throws as {@link measureOnce} does.
 *
 * @returns the runs of each, in the order of the programs.
 */
export async function measureInTurn(
  trials: readonly Trial[],
  runs: number,
): Promise<readonly (readonly MeasuredRun[])[]> {
  const found = trials.map((trial) => ({ trial, measured: [] as MeasuredRun[] }));
  for (let each = 0; each < runs; each++) {
    for (const { trial, measured } of found) measured.push(await measureOnce(trial));
  }
  return found.map(({ measured }) => measured);
}

/** The median of each figure of some runs. */
export function mediansOf(runs: readonly Measured[]): Measured {
  const mebibytes = runs.flatMap((each) => each.mebibytes ?? []);
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    mebibytes: mebibytes.length === 0 ? undefined : median(mebibytes),
  };
}

/** The median; of an even number of values, the mean of the two in the middle. NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
