/** The exit code of a run that a person or a system has ended, as shells have it after Ctrl-C. */
export const INTERRUPTED = 130;

/** The signals by which a run is asked to end. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A run that was asked to end: the reason of its signal. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}

/**
 * Runs a function with a signal that is aborted when this process is asked to end, so that it can tidy up. Asked once more, the process
 * ends at once.
 */
export async function interruptible<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals) => {
    // A listener stays until the end: without one, those that end what was started would end this process too.
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort(new Interruption(`It was interrupted (${name}).`));
  };
  for (const each of SIGNALS) process.on(each, stop);
  try {
    return await run(controller.signal);
  } finally {
    for (const each of SIGNALS) process.removeListener(each, stop);
  }
}
