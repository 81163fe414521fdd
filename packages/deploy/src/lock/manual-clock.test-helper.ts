import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from './clock.ts';

/** A clock that only goes on when it is told to. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #start: number;
  readonly #sleepers = new Set<{ readonly until: number; readonly wake: () => void }>();

  /** @param start the time of day, in milliseconds since 1970. */
  constructor(start: number) {
    this.#start = start;
  }

  now = () => this.#now;
  timeOfDay = () => this.#start + this.#now;

  sleep = (milliseconds: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted === true) return resolve();
      const sleeper = { until: this.#now + milliseconds, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });

  /** Goes on, and wakes those whose time has come. */
  async advance(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    for (const sleeper of [...this.#sleepers].filter(({ until }) => until <= this.#now)) {
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
    await turn();
  }

  /** Goes on in steps, until a promise is settled, which sleeps by this clock and asks a server in between. */
  async advanceUntilSettled(promise: Promise<unknown>, step: number): Promise<void> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    promise.then(settle, settle);
    while (!isSettled) await (this.#sleepers.size === 0 ? turn() : this.advance(step));
  }

  /** Waits until somebody sleeps. */
  async untilAsleep(): Promise<void> {
    while (this.#sleepers.size === 0) await turn();
  }
}
