import { createInterface } from 'node:readline';

/** Asks a question on a terminal, and returns the answer; an empty one if the input ends. */
export function askTerminal(question: string, signal: AbortSignal): Promise<string> {
  // Not as a terminal: Ctrl-C would be a key that is read, and no signal.
  const reader = createInterface({ input: process.stdin, terminal: false });
  process.stdout.write(question);
  return new Promise<string>((resolve, reject) => {
    reader.once('line', resolve);
    reader.once('close', () => resolve(''));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    if (signal.aborted) reject(signal.reason);
  }).finally(() => reader.close());
}
