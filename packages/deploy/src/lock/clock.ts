import { setTimeout as sleep } from 'node:timers/promises';

/** The time, as a lock needs it. */
export interface Clock {
  /** Milliseconds since some moment: it never goes back. */
  readonly now: () => number;
  /** The time of day, in milliseconds since 1970. */
  readonly timeOfDay: () => number;
  /** Waits; ends early, without an error, when the signal is aborted. It keeps the process alive: nothing else may. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  timeOfDay: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};
