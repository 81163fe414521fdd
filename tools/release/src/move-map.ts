import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';

/**
 * Moves a source map to the package that it is published in, together with the source that it leads to.
 *
 * @param from the map, as the compiler wrote it
 * @param to where it is to be, below `lib`
 * @param folders the package's folders of what is compiled, and of sources
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
