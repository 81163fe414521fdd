import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';

/**
 * Writes a report, whole or not at all.
 *
 * @param marker what the text begins with: a file that begins otherwise is not one of ours.
 * @throws Refusal if another file is in the way.
 */
export function writeReport(path: string, text: string, marker: string): void {
  refuseForeign(path, marker);
  mkdirSync(dirname(path), { recursive: true });
  const staged = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(staged, text);
    renameSync(staged, path);
  } finally {
    rmSync(staged, { force: true });
  }
}

function refuseForeign(path: string, marker: string): void {
  const start = startOf(path, Buffer.byteLength(marker));
  if (start === undefined || start === marker) return;
  throw new Refusal({
    file: path,
    problem: 'This file was not written by report, which would overwrite it.',
    remedy: 'Move it away, or name another file with --out.',
  });
}

/** The beginning of a file; undefined if there is none. */
function startOf(path: string, length: number): string | undefined {
  const start = Buffer.alloc(length);
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return start.toString('utf8', 0, readSync(file, start, 0, length, 0));
  } finally {
    closeSync(file);
  }
}
