/** The lines of the keys and items of every object and list that was read, without keeping the parsed documents. */
export type KeyLines = Map<unknown, ReadonlyMap<string, number>>;

/** How numbers and booleans of objects and lists are written, by key or index, where that is not how JSON writes them. */
export type WrittenScalars = Map<unknown, ReadonlyMap<string, string>>;

/** What is known of where and how the values of a file are written. */
export interface FileNotes {
  readonly keyLines: KeyLines;
  readonly written: WrittenScalars;
}

/** How the number or boolean at a path is written, if not as JSON writes it. */
export function writtenAtPath(root: unknown, path: string, { keyLines, written }: FileNotes): string | undefined {
  let value = root;
  let rest = path;
  while (typeof value === 'object' && value !== null) {
    const lines = keyLines.get(value);
    const step = lines === undefined ? undefined : firstStep(rest, lines);
    if (step === undefined) return undefined;
    if (step.rest === '') return written.get(value)?.get(step.key);
    value = (value as Readonly<Record<string, unknown>>)[step.key];
    rest = step.rest;
  }
  return undefined;
}

/** The line of the field at a path, or of the nearest thing around it that is written; `otherwise` if none is. */
export function lineOfPath(root: unknown, path: string, keyLines: KeyLines, otherwise: number): number {
  let line = otherwise;
  let value = root;
  let rest = path;
  while (rest !== '' && typeof value === 'object' && value !== null) {
    const lines = keyLines.get(value);
    const step = lines === undefined ? undefined : firstStep(rest, lines);
    if (step === undefined) return line;
    line = lines?.get(step.key) ?? line;
    value = (value as Readonly<Record<string, unknown>>)[step.key];
    rest = step.rest;
  }
  return line;
}

interface Step {
  readonly key: string;
  readonly rest: string;
}

/** The first step of a path: `[0]`, `["a/b"]`, or a name. A name may hold dots where the object has such a key. */
function firstStep(path: string, keys: ReadonlyMap<string, number>): Step | undefined {
  const [bracketed, index, quoted] = /^\[(?:(\d+)|("(?:[^"\\]|\\.)*"))\]/.exec(path) ?? [];
  if (bracketed !== undefined) {
    const key = index ?? unquote(quoted ?? '');
    return key === undefined ? undefined : { key, rest: path.slice(bracketed.length) };
  }
  const name = path.replace(/^\./, '');
  // From the longest one: an object may have very many keys, and a path has few steps.
  for (let end = name.length; end > 0; end = Math.max(name.lastIndexOf('.', end - 1), name.lastIndexOf('[', end - 1))) {
    const key = name.slice(0, end);
    if (keys.has(key)) return { key, rest: name.slice(end) };
  }
  return undefined;
}

function unquote(json: string): string | undefined {
  try {
    return String(JSON.parse(json));
  } catch {
    return undefined;
  }
}
