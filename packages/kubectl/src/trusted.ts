import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { chmod, lstat, mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '@k8s-blocks/refusal';

/** What of a mode lets others than the owner write. */
const WRITABLE_BY_OTHERS = 0o022;

/** Only the owner of an entry may rename or remove it, though others may write to the folder: as in `/tmp`. */
const STICKY = 0o1000;

/**
 * Whether a file is what it is to be, and will be: a file and not a link, of this user or of root, which others may not
 * write to, with this digest. The folders that it is in are the caller's to look at.
 *
 * @param sha256 the digest in hex.
 */
export async function isTrustedFile(path: string, sha256: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() !== true || !isOurs(found) || (found.mode & WRITABLE_BY_OTHERS) !== 0) return false;
  const hash = createHash('sha256');
  // Large pieces: it is hashed before it is run, and a build waits for it.
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex') === sha256;
}

/**
 * Refuses a folder of the user's in which others could put something else for what is kept there. A link to it is followed.
 */
export async function checkTrustedFolder(path: string): Promise<void> {
  await makeFolder(path);
  const found = await stat(path);
  const remedy =
    'Set XDG_CACHE_HOME to a folder that this user alone may write to, or KUBECTL to the path of a kubectl.';
  if (!isOurs(found)) throw new Refusal({ file: path, problem: 'It belongs to another user.', remedy });
  if ((found.mode & WRITABLE_BY_OTHERS) === 0 || (found.mode & STICKY) !== 0) return;
  const problem = 'Other users may write to it, and so replace the kubectl that is kept in it.';
  throw new Refusal({ file: path, problem, remedy: `chmod go-w '${path}'. ${remedy}` });
}

/** A folder below a trusted one, for this user alone: made if it is not there, in the place of a link or of anything else. */
export async function makeOwnFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) await rm(path, { force: true });
  await makeFolder(path);
  const own = await lstat(path);
  if (own.isDirectory() && isOurs(own) && (own.mode & WRITABLE_BY_OTHERS) !== 0) await chmod(path, 0o700);
  await checkTrustedFolder(path);
}

/** Makes a folder, and those above it. Node's own `recursive` never ends where none can be made, as below `/proc`. */
async function makeFolder(path: string): Promise<void> {
  const make = () =>
    mkdir(path, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    await makeFolder(dirname(path));
    await make();
  });
}

function isOurs({ uid }: Stats): boolean {
  return uid === 0 || uid === process.getuid?.();
}
