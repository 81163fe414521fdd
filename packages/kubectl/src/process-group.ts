import type { ChildProcess } from 'node:child_process';
import { onExit } from 'signal-exit';

/**
 * Whether a command runs in its own session and process group, so that it has no terminal to prompt on, and can be ended
 * with all processes that it started. Windows has neither: only the command itself is ended there.
 */
export const HAS_GROUP = process.platform !== 'win32';

const running = new Set<ChildProcess>();
let stopListening: (() => void) | undefined;

/**
 * Starts a command that is ended, with all that it started, when this process ends: its group does not get the terminal's
 * Ctrl-C. When the command has ended, the caller calls {@link endGroup} and {@link forget}.
 */
export function startTracked<C extends ChildProcess>(start: () => C): C {
  // Listen before the start: a signal that comes during the start is handled in the next turn of the event loop.
  stopListening ??= onExit(() => {
    for (const each of running) endGroup(each);
  });
  const child = start();
  running.add(child);
  return child;
}

/** Stops tracking a command that has ended. */
export function forget(child: ChildProcess): void {
  running.delete(child);
  if (running.size > 0) return;
  // Without a listener, signals have their default effect again.
  stopListening?.();
  stopListening = undefined;
}

/** Kills a command and all processes that it started. Does nothing if they have ended. */
export function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (HAS_GROUP) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // ESRCH: the group has ended.
  }
}
