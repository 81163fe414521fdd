import { copyComments } from '@k8s-blocks/comments';
import { type FieldPath, formatPath } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** Data as YAML holds it, without null: Kubernetes takes null for an absent field, so absence says it better. */
export type Plain = string | number | boolean | PlainList | PlainMap;
export type PlainList = readonly Plain[];
export interface PlainMap {
  readonly [key: string]: Plain;
}

/**
 * The object as plain data with its comments: fields that are undefined are left out.
 *
 * @throws Refusal that names the field, for what YAML or the API cannot hold: null, NaN, a function, half a character.
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

/** Whether two values are the same data; the order of keys does not count, comments do not either. */
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
 * The very value that is given if it is plain already, as nearly everything is: to make it again takes longer than all else
 * that is done with it here.
 *
 * @param path where the value is. It is the same list all the way down, since few values are ever spoken of.
 */
function toPlain(value: unknown, path: (string | number)[]): Plain {
  if (typeof value === 'string') return wellFormed(value, path);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return toPlainList(value, path);
  if (typeof value === 'object' && value !== null && isPlainObject(value)) return toPlainMap(value, path);
  const remedy =
    value === null || value === undefined
      ? 'Leave the field out.'
      : 'Give text, a number, true or false, a list or an object.';
  throw new Refusal({ field: formatPath(path), problem: `${sayValue(value)} is no value of a manifest.`, remedy });
}

function toPlainList(list: readonly unknown[], path: (string | number)[]): PlainList {
  const plain = Array.from(list, (entry, index) => below(path, index, entry));
  return plain.every((entry, index) => entry === list[index]) ? (list as PlainList) : plain;
}

function toPlainMap(map: Readonly<Record<string, unknown>>, path: (string | number)[]): PlainMap {
  const keys = Object.keys(map);
  /** Those up to here, once one of them is not as it is given. */
  let entries: [string, Plain][] | undefined;
  for (const [index, key] of keys.entries()) {
    const value = map[key];
    const plain = value === undefined ? undefined : below(path, wellFormedKey(key, path), value);
    if (plain === undefined || plain !== value) {
      entries ??= keys.slice(0, index).map((before) => [before, map[before] as Plain]);
    }
    if (plain !== undefined) entries?.push([key, plain]);
  }
  return entries === undefined ? (map as PlainMap) : copyComments(map, Object.fromEntries(entries));
}

function below(path: (string | number)[], part: string | number, value: unknown): Plain {
  // Most values hold nothing, and are as they should be.
  if (typeof value === 'string' && HARMLESS.test(value)) return value;
  path.push(part);
  const plain = toPlain(value, path);
  path.pop();
  return plain;
}

function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Characters that Kustomize 5 loses, changes or refuses when it writes what it has read. */
const LOST_CHARACTER = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/u;

/** What nearly all text consists of, with which nothing can be wrong. */
const HARMLESS = /^[\n\x20-\x7e]*$/;

/** Text that reaches the cluster as it is: UTF-8 can say it, and Kustomize can write what it has read. */
function wellFormed(text: string, path: FieldPath): string {
  if (HARMLESS.test(text)) return text;
  if (/\p{Surrogate}/u.test(text)) {
    const problem = 'The text holds half a character (a lone surrogate), which UTF-8 cannot say.';
    throw new Refusal({ field: formatPath(path), problem });
  }
  const [lost] = LOST_CHARACTER.exec(text) ?? [];
  if (lost !== undefined) {
    const code = `U+${lost.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const problem = `The text holds the character ${code}, which Kustomize 5 does not carry into what it builds.`;
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

function wellFormedKey(key: string, path: FieldPath): string {
  if (key !== '' && key !== '<<') return wellFormed(key, path);
  const problem = `"${key}" is a key that Kustomize 5 does not carry into what it builds.`;
  throw new Refusal({ field: formatPath(path), problem, remedy: 'Give it another name.' });
}

/** What a value is. It may be one of a Secret, so it is only said if it is one of the few that every program has. */
function sayValue(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return `A ${typeof value}`;
  const type: unknown = value.constructor;
  return `An instance of ${typeof type === 'function' ? type.name : 'an unknown class'}`;
}
