import { randomBytes } from 'node:crypto';
// Synchronous: for thousands of small files, waiting for each costs more than writing it.
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode } from './system-errors.ts';

/** Writes a file whole or not at all, and makes the folders that lead to it. */
export type WriteWhole = (path: string, text: string) => void;

/**
 * Two emits at once may take each other's folders away, while they are empty, and each other's staged files, where they do
 * not see each other's processes. Then the file is written again; each time needs another file of the other emit.
 */
const MAX_ATTEMPTS = 100;

/**
 * What writes files: to a staging folder first, from which they are moved to their places. A rename within a file system
 * happens whole or not at all, also when the process is killed.
 *
 * Where that folder is of no use (it is on another file system, read-only, or full), files are staged beside their places,
 * and under the same names.
 *
 * @param staging an absolute path. It is made where it is not there, and rid of what other emits left in it.
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

/** The folder, with nothing in it that was left there; undefined if it cannot be had. */
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

/** Makes a folder and those that lead to it. Node's own `recursive` never ends where a file system makes none, as /proc. */
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

/** What a staged file is called: it says which process writes it. */
const STAGED_NAME = /^\.k8s-blocks-(\d{1,10})-[0-9a-f]{16}\.tmp$/;

/** Whether a file's name is that of a staged one. */
export function isStagedName(name: string): boolean {
  return STAGED_NAME.test(name);
}

const ABANDONED_AFTER_MILLISECONDS = 60 * 60 * 1000;

/** Removes a staged file, if it is a plain file that nothing writes any more. That it cannot be removed stops no emit. */
export function removeAbandoned(path: string): void {
  try {
    const stats = lstatSync(path);
    const isOld = Date.now() - stats.mtimeMs > ABANDONED_AFTER_MILLISECONDS;
    if (stats.isFile() && (isOld || !isBeingWritten(path))) rmSync(path, { force: true });
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** Whether another process writes it: this one has not begun yet, so what carries its number is of an earlier one. */
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
