import type { ChildProcess } from 'node:child_process';
import { onExit } from 'signal-exit';

/**
 * Whether a command runs in a session and a process group of its own. Then it has no terminal to ask on, and all that it
 * starts ends with it. Windows has neither; there the command alone is ended.
 */
export const HAS_GROUP = process.platform !== 'win32';

const running = new Set<ChildProcess>();
let stopListening: (() => void) | undefined;

/**
 * Starts a command that ends, with whatever it started, when this process ends: a group of its own gets no Ctrl-C from the
 * terminal. When the command has ended, the caller ends its group and forgets it.
 */
export function startTracked<C extends ChildProcess>(start: () => C): C {
  // Before it is started: a signal may come at any time, and is noticed in the next turn of the event loop.
  stopListening ??= onExit(() => {
    for (const each of running) endGroup(each);
  });
  const child = start();
  running.add(child);
  return child;
}

/** Forgets a command that has ended. */
export function forget(child: ChildProcess): void {
  running.delete(child);
  if (running.size > 0) return;
  // Without a listener, signals do to this process what they did before.
  stopListening?.();
  stopListening = undefined;
}

/** Ends a command and whatever it started, at once. Does nothing if all of it has ended. */
export function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (HAS_GROUP) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // ESRCH: there is no such group any more.
  }
}
