import type { Problem } from './problem.ts';
import { Refusal } from './refusal.ts';

/** What each error code of the operating system means for a file or folder, and what a user can do about it: errno(3). */
const CODES: Readonly<Record<string, readonly [problem: string, remedy: string]>> = {
  EACCES: ['Permission is denied.', 'Give this user the right to it, or choose another path.'],
  EBUSY: ['It is in use.', 'Close what uses it, and try again.'],
  EDQUOT: ['The quota of this user is used up.', 'Make room, and try again.'],
  EFBIG: [
    'It is larger than the file system, or the limit of this user, allows.',
    'Raise the limit, or make it smaller.',
  ],
  EIO: ['The disk cannot be read or written.', 'Look at the disk.'],
  EISDIR: ['It is a folder, where a file is needed.', 'Move it away, or choose another path.'],
  ELOOP: ['Its symbolic links lead in a circle.', 'Correct the links.'],
  EMFILE: ['This process has too many files open.', 'Raise the limit: ulimit -n.'],
  ENAMETOOLONG: ['The name is longer than the file system allows.', 'Give a shorter one.'],
  ENFILE: ['This machine has too many files open.', 'Close some, and try again.'],
  ENOENT: ['There is no such file or folder.', 'Make it, or name another one.'],
  ENOSPC: ['No space is left on the device.', 'Make room, and try again.'],
  ENOTDIR: ['A part of the path is a file, where a folder is needed.', 'Move it away, or choose another path.'],
  EPERM: ['The operation is not permitted.', 'Give this user the right to it, or choose another path.'],
  EROFS: ['The file system is read-only.', 'Choose another path, or mount it for writing.'],
};

/**
 * The refusal for an error of the operating system about a file or folder: the user can mend it, and needs no stack trace.
 * Undefined for any other error.
 *
 * @param error what Node's file system functions throw: it has a code such as `EACCES`, and the path.
 */
export function systemRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) return undefined;
  const [problem, remedy] = CODES[String(error.code)] ?? [];
  if (problem === undefined || remedy === undefined) return undefined;
  const file = pathOf(error);
  const found: Problem = {
    ...(file === undefined ? {} : { file }),
    problem: `${problem} (${error.code}, ${error.syscall})`,
    remedy,
  };
  return new Refusal(found);
}

/** The path that a system error is about. A working directory that was removed has none. */
function pathOf(error: Error & { readonly syscall: unknown }): string | undefined {
  if (error.syscall === 'uv_cwd') return 'the working directory';
  return 'path' in error && typeof error.path === 'string' ? error.path : undefined;
}
