import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { chmod, lstat, mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '@k8s-blocks/refusal';

/** The bits of a mode that allow others than the owner to write. */
const WRITABLE_BY_OTHERS = 0o022;

/** In a folder with this bit only the owner of an entry may rename or remove it, as in `/tmp`. */
const STICKY = 0o1000;

/**
 * Whether a file has this digest, and others cannot change it: it is not a link, belongs to this user or root, and only its
 * owner may write to it. The caller has to check its folders with {@link checkTrustedFolder}.
 *
 * @param sha256 the digest in hex.
 */
export async function isTrustedFile(path: string, sha256: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found?.isFile() !== true || !isOurs(found) || (found.mode & WRITABLE_BY_OTHERS) !== 0) return false;
  const hash = createHash('sha256');
  // Large chunks, since a build waits until the whole binary is hashed.
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex') === sha256;
}

/**
 * Makes a folder if it does not exist, and refuses one in which other users could replace files. A link to a folder is
 * followed.
 *
 * @throws Refusal if it belongs to another user, or others may write to it.
 */
export async function checkTrustedFolder(path: string): Promise<void> {
  await makeFolder(path);
  const found = await stat(path);
  const remedy =
    'Set XDG_CACHE_HOME to a folder that this user alone may write to, or KUBECTL to the path of a kubectl.';
  if (!isOurs(found)) throw new Refusal({ file: path, problem: 'It belongs to another user.', remedy });
  if ((found.mode & WRITABLE_BY_OTHERS) === 0 || (found.mode & STICKY) !== 0) return;
  const problem = 'Other users may write to it, and could replace the kubectl in it.';
  throw new Refusal({ file: path, problem, remedy: `chmod go-w '${path}'. ${remedy}` });
}

/** Makes a folder, below a trusted one, that only this user may write to. It replaces a link, or anything else, at its path. */
export async function makeOwnFolder(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) await rm(path, { force: true });
  await makeFolder(path);
  const own = await lstat(path);
  if (own.isDirectory() && isOurs(own) && (own.mode & WRITABLE_BY_OTHERS) !== 0) await chmod(path, 0o700);
  await checkTrustedFolder(path);
}

/** Makes a folder and its parents. Node's own `recursive` never ends if none can be made, as below `/proc`. */
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
