import { randomBytes } from 'node:crypto';
// Synchronous: for thousands of small files, waiting for each costs more than writing it.
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './system-errors.ts';

/** Writes a file whole or not at all, and creates the folders above it. */
export type WriteWhole = (path: string, text: string) => void;

/**
 * The most attempts to write a file. Two emits at once may remove each other's empty folders, and each other's staged files if
 * they run in different containers, where neither sees the other's process. The write is then tried again; each failed
 * attempt takes another file of the other emit, so that the number of failures is limited.
 */
const MAX_ATTEMPTS = 100;

/**
 * A writer that writes each file to a staging folder first, and then renames it to its path. A rename within a file system is
 * atomic, also when the process is killed.
 *
 * If the staging folder cannot be used (it is on another file system, read-only, or full), files are staged in the folder of
 * their path, under the same temporary names.
 *
 * @param staging an absolute path. The folder is created if it does not exist, and files that interrupted emits left there
 * are removed.
 */
export function wholeFileWriter(staging: string): WriteWhole {
  let folder = prepare(staging);
  const stage: WriteWhole = (path, text) => {
    if (folder !== undefined) {
      try {
        return moveTo(path, text, folder);
      } catch (error) {
        if (errorCode(error) === 'ENOENT' && isThere(folder)) throw error;
        folder = undefined;
      }
    }
    moveTo(path, text, dirname(path));
  };
  return (path, text) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        if (attempt > 1) makeFolder(dirname(path));
        return stage(path, text);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT' || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  };
}

function moveTo(path: string, text: string, folder: string): void {
  const staged = join(folder, `.k8s-blocks-${process.pid}-${randomBytes(8).toString('hex')}.tmp`);
  try {
    writeFileSync(staged, text, { flag: 'wx' });
    renameSync(staged, path);
  } catch (error) {
    rmSync(staged, { force: true });
    throw error;
  }
}

/** The folder, cleared of abandoned files; undefined if it cannot be created or read. */
function prepare(staging: string): string | undefined {
  try {
    makeFolder(staging);
    for (const name of readdirSync(staging)) if (isStagedName(name)) removeAbandoned(join(staging, name));
    return staging;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/** Creates a folder and those above it. Node's `recursive` option loops for ever where none can be created, as in /proc. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return;
    if (errorCode(error) !== 'ENOENT' || isThere(dirname(folder))) throw error;
    makeFolder(dirname(folder));
    makeFolder(folder);
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The name of a staged file, with the id of the process that writes it. */
const STAGED_NAME = /^\.k8s-blocks-(\d{1,10})-[0-9a-f]{16}\.tmp$/;

/** Whether a name is that of a staged file. */
export function isStagedName(name: string): boolean {
  return STAGED_NAME.test(name);
}

const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

/** Removes a staged file that no process writes any more. A failure is ignored: such a file does no harm. */
export function removeAbandoned(path: string): void {
  try {
    const stats = lstatSync(path);
    const isOld = Date.now() - stats.mtimeMs > ABANDONED_AFTER_MILLISECONDS;
    if (stats.isFile() && (isOld || !isBeingWritten(path))) rmSync(path, { force: true });
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** Whether another process writes it. A file with the id of this process is of an earlier one: this one has not begun yet. */
function isBeingWritten(path: string): boolean {
  const pid = Number(STAGED_NAME.exec(basename(path))?.[1]);
  return pid !== process.pid && isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
