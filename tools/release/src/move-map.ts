import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * Copies a source map into the package that publishes it, together with the sources that it refers to.
 *
 * @param from the path of the map that the compiler wrote
 * @param to its new path, below `lib`
 * @param folders the package's folders of compiled files and of sources
 */
export function moveMap(from: string, to: string, { lib, src }: { readonly lib: string; readonly src: string }): void {
  const map: { sources: string[] } = JSON.parse(readFileSync(from, 'utf8'));
  const below = relative(lib, dirname(to));
  const sources = map.sources.map((source) => {
    const copy = join(src, below, basename(source));
    cpSync(resolve(dirname(from), source), copy);
    return relative(dirname(to), copy).split(sep).join('/');
  });
  mkdirSync(dirname(to), { recursive: true });
  writeFileSync(to, JSON.stringify({ ...map, sources }));
}
