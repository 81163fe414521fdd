import { closeSync, constants, openSync, readSync } from 'node:fs';

/** Open for reading, without following a link that was put there meanwhile or waiting for a pipe. Windows lacks both flags. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The first bytes of a file, or all if it has fewer. No more is read, however large the file is. */
export function readHead(path: string, length: number): Buffer {
  const file = openSync(path, FLAGS);
  try {
    const head = Buffer.allocUnsafe(length);
    let end = 0;
    while (end < length) {
      const read = readSync(file, head, end, length - end, null);
      if (read === 0) break;
      end += read;
    }
    return head.subarray(0, end);
  } finally {
    closeSync(file);
  }
}
