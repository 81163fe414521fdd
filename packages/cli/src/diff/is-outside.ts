import { isAbsolute, relative } from 'node:path';

/** Whether a path is neither a folder nor in it. Both are absolute; no link is followed. */
export function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return /^\.\.(?:[/\\]|$)/.test(way) || isAbsolute(way);
}
