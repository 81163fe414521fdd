import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PlaceData } from '@k8s-blocks/report';
import type { Connection } from '@k8s-blocks/topology';
import { relativeTo } from './relative-to.ts';

/** Where a file that a map's module imports is looked for: as it is written, or as the source of what is written. */
const EXTENSIONS = ['', '.ts', '.js'];

/**
 * Finds the lines in which connections are declared, in the map's module and in the files of its own that it imports: by the
 * reasons, which stand there as text. A reason that is not written as one, or by several connections, has no line.
 *
 * @param top the folder from which files are named.
 */
export function declaredPlaces(
  mapModule: string,
  connections: readonly Connection[],
  top: string,
): (connection: Connection) => PlaceData | undefined {
  const declared = modulesFrom(resolve(mapModule)).flatMap((file) => callsIn(file, relativeTo(top, file)));
  const places = new Map<Connection, PlaceData>();
  for (const why of new Set(connections.map((each) => each.why))) {
    const same = connections.filter((each) => each.why === why);
    const found = declared.filter(({ text }) => holdsText(text, why));
    // As many as there are: they stand in the order of the map. Otherwise it is not known which is which.
    if (found.length !== same.length) continue;
    for (const [index, connection] of same.entries()) {
      const call = found[index];
      if (call !== undefined) places.set(connection, call.place);
    }
  }
  return (connection) => places.get(connection);
}

interface Call {
  /** What stands behind the bracket, up to the next call. */
  readonly text: string;
  readonly place: PlaceData;
}

/** The calls of `connection` in a file. */
function callsIn(path: string, file: string): Call[] {
  const source = readFileSync(path, 'utf8');
  const starts = [...source.matchAll(/\bconnection\(/g)].map(({ index }) => index);
  return starts.map((start, position) => ({
    text: source.slice(start, starts[position + 1]),
    place: { file, line: source.slice(0, start).split('\n').length },
  }));
}

/** Whether a text is quoted in a source, in any of the quotes of JavaScript. */
function holdsText(source: string, text: string): boolean {
  const escaped = JSON.stringify(text).slice(1, -1);
  const forms = [`'${text.replaceAll("'", "\\'")}'`, `"${escaped}"`, `\`${text}\``];
  return forms.some((form) => source.includes(form));
}

/** A module and those of its own repository that it imports, each once. */
function modulesFrom(path: string, known: Set<string> = new Set()): string[] {
  if (known.has(path)) return [];
  known.add(path);
  const imports = readFileSync(path, 'utf8').matchAll(/\b(?:from|import) ?\(?['"](\.[^'"]+)['"]/g);
  const paths = Array.from(imports, ([, specifier = '']) => sourceOf(resolve(dirname(path), specifier)));
  return [path, ...paths.flatMap((each) => (each === undefined ? [] : modulesFrom(each, known)))];
}

function sourceOf(path: string): string | undefined {
  const candidates = EXTENSIONS.flatMap((extension) => [path + extension, path.replace(/\.js$/, extension)]);
  return candidates.find((each) => /\.[cm]?[jt]s$/.test(each) && existsSync(each));
}
