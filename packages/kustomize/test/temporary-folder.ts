import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FolderOptions, Staging } from '../src/index.ts';

/** Options for the tree of a service, in a folder that is removed after the test. */
export interface TemporaryFolder extends FolderOptions, Staging {
  readonly folder: string;
  /** The folder that root and staging lie in. */
  readonly parent: string;
  /** Writes a file below the root, and gives its absolute path. */
  readonly put: (path: string, text: string) => string;
  /** All that is below the parent and is not a folder: path below it to text. */
  readonly files: () => Record<string, string>;
}

/** A new temporary folder, in which neither the root nor the staging folder exists yet. */
export function temporaryFolder(): TemporaryFolder {
  const parent = mkdtempSync(join(tmpdir(), 'kustomize-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const root = join(parent, 'k8s');
  return {
    parent,
    root,
    folder: 'payments',
    source: 'Change apps/payments.',
    staging: join(parent, 'staging'),
    put(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      return join(root, path);
    },
    files: () => filesBelow(parent),
  };
}

function filesBelow(folder: string): Record<string, string> {
  const paths = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const files = paths.sort().filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** Whether tests may mount file systems: as root, on Linux, and not in a container that forbids it. */
export const canMount = tryToMount();

/** Mounts a tmpfs until the test is over; `size=64k` makes it a small one, `ro` one that is read-only. */
export function mountTmpfs(folder: string, options = 'size=16m'): void {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
}

/** Mounts a folder once more, read-only, at its own path, until the test is over. */
export function makeReadOnly(folder: string): void {
  execFileSync('mount', ['--bind', folder, folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  execFileSync('mount', ['-o', 'remount,bind,ro', folder]);
}

function tryToMount(): boolean {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false;
  const folder = mkdtempSync(join(tmpdir(), 'mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('File systems cannot be mounted here, so the tests of other file systems are skipped.\n');
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const ORDINARY_USER = 65534;

/** Does something as a user whom the modes of files hold for: not as root. */
export async function asOrdinaryUser<T>(task: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return task();
  process.seteuid?.(ORDINARY_USER);
  try {
    return await task();
  } finally {
    process.seteuid?.(0);
  }
}
