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
 * Ends a command, and whatever it started, when this process ends: a group of its own gets no Ctrl-C from the terminal.
 * The caller ends the group itself when the command has ended, and then no longer tracks it.
 *
 * @returns what stops the tracking.
 */
export function endWithThisProcess(child: ChildProcess): () => void {
  running.add(child);
  stopListening ??= onExit(() => {
    for (const each of running) endGroup(each);
  });
  return () => {
    running.delete(child);
    if (running.size > 0) return;
    // Without a listener, signals do to this process what they did before.
    stopListening?.();
    stopListening = undefined;
  };
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
