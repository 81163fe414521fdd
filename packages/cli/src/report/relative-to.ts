import { relative, resolve, sep } from 'node:path';

/** A file as it is named from a folder, with `/` on every system. */
export function relativeTo(folder: string, file: string): string {
  return relative(folder, resolve(file)).split(sep).join('/');
}
