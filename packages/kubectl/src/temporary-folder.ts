import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRefusal } from '@k8s-blocks/refusal';
import { onExit } from 'signal-exit';

/**
 * Calls a function with a new temporary folder, by its real path, and removes the folder, also if the function fails or a
 * signal ends this process.
 *
 * @throws Refusal if no folder can be made; and whatever the function throws.
 */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'k8s-blocks-'))
    .then((made) => realpath(made))
    .catch((error: unknown) => {
      throw systemRefusal(error) ?? error;
    });
  const stopListening = onExit(() => rmSync(folder, { recursive: true, force: true }));
  try {
    return await use(folder);
  } finally {
    stopListening();
    await rm(folder, { recursive: true, force: true });
  }
}
