import { closeSync, constants, openSync, readSync } from 'node:fs';

/** Neither a link that has just been put there is followed, nor a pipe waited for. Windows knows neither flag. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The beginning of a file: as many bytes as are asked for, or all if it has fewer. However large it is, no more is read. */
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
