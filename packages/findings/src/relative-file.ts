import { relative, resolve, sep } from 'node:path';

/** A file as it is named from the root of the repository, with `/` on every system. */
export function relativeFile(file: string, root = process.cwd()): string {
  return relative(resolve(root), resolve(file)).split(sep).join('/');
}
