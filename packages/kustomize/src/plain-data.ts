import { copyComments } from '@k8s-blocks/comments';
import { type FieldPath, formatPath } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** Data that YAML can hold, without null: Kubernetes reads a field that is null as absent, so such fields are left out. */
export type Plain = string | number | boolean | PlainList | PlainMap;
export type PlainList = readonly Plain[];
export interface PlainMap {
  readonly [key: string]: Plain;
}

/**
 * The object as plain data with its comments: fields that are undefined are left out.
 *
 * @throws Refusal that names the field, for what YAML or the API cannot hold: null, NaN, a function, a lone surrogate.
 */
export function plainMap(object: object): PlainMap {
  const plain = toPlain(object, []);
  if (!isMap(plain)) throw new Refusal({ problem: 'A manifest is an object, not a list or a single value.' });
  return plain;
}

export function isMap(value: Plain | undefined): value is PlainMap {
  return typeof value === 'object' && !Array.isArray(value);
}

export function isList(value: Plain | undefined): value is PlainList {
  return Array.isArray(value);
}

/** Whether two values are the same data. Neither the order of keys nor comments count. */
export function samePlain(a: Plain | undefined, b: Plain | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((entry, index) => samePlain(entry, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && samePlain(a[key], b[key]))
  );
}

/**
 * The value as plain data; the value itself, not a copy, if it is plain already. Hot path: every value of every manifest
 * passes here, and nearly all are plain.
 *
 * @param path the path of the value, which only problems need: one list for the whole walk, not a copy for each value.
 */
function toPlain(value: unknown, path: (string | number)[]): Plain {
  if (typeof value === 'string') return checkedText(value, path);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return toPlainList(value, path);
  if (typeof value === 'object' && value !== null && isObjectLiteral(value)) return toPlainMap(value, path);
  const remedy =
    value === null || value === undefined
      ? 'Leave the field out.'
      : 'Give text, a number, true or false, a list or an object.';
  throw new Refusal({
    field: formatPath(path),
    problem: `${formatType(value)} is not a valid value of a manifest.`,
    remedy,
  });
}

function toPlainList(list: readonly unknown[], path: (string | number)[]): PlainList {
  const plain = Array.from(list, (entry, index) => below(path, index, entry));
  return plain.every((entry, index) => entry === list[index]) ? (list as PlainList) : plain;
}

function toPlainMap(map: Readonly<Record<string, unknown>>, path: (string | number)[]): PlainMap {
  const keys = Object.keys(map);
  /** A copy of the entries up to here, from the first one on that is not plain as it was given. */
  let entries: [string, Plain][] | undefined;
  for (const [index, key] of keys.entries()) {
    const value = map[key];
    const plain = value === undefined ? undefined : below(path, checkedKey(key, path), value);
    if (plain === undefined || plain !== value) {
      entries ??= keys.slice(0, index).map((before) => [before, map[before] as Plain]);
    }
    if (plain !== undefined) entries?.push([key, plain]);
  }
  return entries === undefined ? (map as PlainMap) : copyComments(map, Object.fromEntries(entries));
}

/** An entry of a map or list as plain data. */
function below(path: (string | number)[], step: string | number, value: unknown): Plain {
  // Hot path: most values are short texts, for which no path need be kept.
  if (typeof value === 'string' && PRINTABLE_ASCII.test(value)) return value;
  path.push(step);
  const plain = toPlain(value, path);
  path.pop();
  return plain;
}

function isObjectLiteral(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Characters that Kustomize 5 drops, changes or refuses between reading and writing. */
const LOST_CHARACTER = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/u;

/** Printable ASCII and line feeds: none of the checks of {@link checkedText} can fail for such text. */
const PRINTABLE_ASCII = /^[\n\x20-\x7e]*$/;

/** The text, if it reaches the cluster unchanged: UTF-8 can encode it, and Kustomize writes it as it read it. */
function checkedText(text: string, path: FieldPath): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  if (/\p{Surrogate}/u.test(text)) {
    const problem = 'The text holds half a character (a lone surrogate), which UTF-8 cannot encode.';
    throw new Refusal({ field: formatPath(path), problem, remedy: 'Leave it out, or give the whole character.' });
  }
  const [lost] = LOST_CHARACTER.exec(text) ?? [];
  if (lost !== undefined) {
    const code = `U+${lost.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const problem = `The text holds the character ${code}, which Kustomize 5 does not keep when it builds.`;
    throw new Refusal({
      field: formatPath(path),
      problem,
      remedy: 'Leave it out, or put the text into the binaryData of a ConfigMap.',
    });
  }
  if (/^\n*\t/.test(text)) {
    const problem = 'The text begins with a tab, which Kustomize 5 reads but cannot write as a block of lines.';
    const remedy = 'Begin it with something else, or indent with spaces.';
    throw new Refusal({ field: formatPath(path), problem, remedy });
  }
  return text;
}

function checkedKey(key: string, path: FieldPath): string {
  if (key !== '' && key !== '<<') return checkedText(key, path);
  const problem = `"${key}" is a key that Kustomize 5 does not keep when it builds.`;
  throw new Refusal({ field: formatPath(path), problem, remedy: 'Give it another name.' });
}

/** What a value is, by its type: the value itself may be one of a Secret. Only null, undefined and numbers (NaN) are quoted. */
function formatType(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return `A ${typeof value}`;
  const type: unknown = value.constructor;
  return `An instance of ${typeof type === 'function' ? type.name : 'an unknown class'}`;
}
