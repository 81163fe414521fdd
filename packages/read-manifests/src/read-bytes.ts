import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { Fault, MAX_BYTES } from '@k8s-blocks/read-yaml';

/** So that opening does not wait for somebody who writes into a pipe. Windows has neither the pipes nor the flag. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a file. What it is is asked of the open file: between a look at a path and the reading of it another one may
 * take its place.
 *
 * @throws Fault if it is not a regular file, or has more than {@link MAX_BYTES}; what the system says, if it cannot be read.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, WITHOUT_WAITING);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new Fault(0, 'This is not a regular file.', 'Give a file that can be read.');
    if (stats.size > MAX_BYTES) {
      throw new Fault(0, `This file has ${stats.size} bytes; ${MAX_BYTES} are read.`, 'Split the file.');
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}
