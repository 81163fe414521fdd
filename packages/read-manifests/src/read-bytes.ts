import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { MAX_BYTES, YamlError } from '@k8s-blocks/read-yaml';

/** Opening a named pipe then does not wait for its writer. Windows has neither named pipes nor the flag. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a file. The open file is asked what it is, since another one may be put at its path between a look at it
 * and the reading.
 *
 * @throws YamlError if it is not a regular file, or has more than {@link MAX_BYTES}; an error of the system if it cannot be read.
 */
export async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, WITHOUT_WAITING);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new YamlError(0, 'This is not a regular file.', 'Give a file that can be read.');
    if (stats.size > MAX_BYTES) {
      throw new YamlError(0, `This file has ${stats.size} bytes; ${MAX_BYTES} are read.`, 'Split the file.');
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}
