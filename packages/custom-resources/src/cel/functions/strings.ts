import { CelError } from '../errors.ts';
import { CelList } from '../values.ts';
import { formatted } from './format-text.ts';
import { fn, member, type Overload } from './signature.ts';

/**
 * Functions of texts. Positions count characters as Go does, not the units of JavaScript.
 *
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Strings
 */
export const STRINGS: readonly Overload[] = [
  fn('size', ['string'], (text) => BigInt(charactersOf(text).length)),
  member('size', ['string'], (text) => BigInt(charactersOf(text).length)),
  member('startsWith', ['string', 'string'], (text, start) => text.startsWith(start)),
  member('endsWith', ['string', 'string'], (text, end) => text.endsWith(end)),
  member('contains', ['string', 'string'], (text, part) => text.includes(part)),
  member('charAt', ['string', 'int'], (text, at) => charAt(charactersOf(text), Number(at))),
  member('indexOf', ['string', 'string'], (text, part) => indexOf(text, part, 0)),
  member('indexOf', ['string', 'string', 'int'], (text, part, from) => indexOf(text, part, Number(from))),
  member('lastIndexOf', ['string', 'string'], (text, part) => lastIndexOf(text, part)),
  member('lastIndexOf', ['string', 'string', 'int'], (text, part, from) => lastIndexOf(text, part, Number(from))),
  member('lowerAscii', ['string'], (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())),
  member('upperAscii', ['string'], (text) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())),
  member('replace', ['string', 'string', 'string'], (text, old, replacement) =>
    text.replaceAll(old, () => replacement),
  ),
  member('replace', ['string', 'string', 'string', 'int'], replaced),
  member('split', ['string', 'string'], (text, separator) => new CelList(parts(text, separator, -1))),
  member(
    'split',
    ['string', 'string', 'int'],
    (text, separator, most) => new CelList(parts(text, separator, Number(most))),
  ),
  member('join', ['list'], (list) => textsIn(list).join('')),
  member('join', ['list', 'string'], (list, separator) => textsIn(list).join(separator)),
  member('substring', ['string', 'int'], (text, start) => substring(charactersOf(text), Number(start))),
  member('substring', ['string', 'int', 'int'], (text, start, end) => {
    return substring(charactersOf(text), Number(start), Number(end));
  }),
  member('trim', ['string'], trimmed),
  member('format', ['string', 'list'], formatted),
  fn('strings.quote', ['string'], quoted),
];

const charactersOf = (text: string) => [...text];

function textsIn({ items }: CelList): readonly string[] {
  return items.map((item) => {
    if (typeof item === 'string') return item;
    throw new CelError('no such overload: join');
  });
}

function charAt(characters: readonly string[], at: number): string {
  if (at < 0 || at > characters.length) throw new CelError(`index out of range: ${at}`);
  return characters[at] ?? '';
}

function indexOf(text: string, part: string, from: number): bigint {
  if (part === '') return BigInt(from);
  const characters = charactersOf(text);
  if (from < 0) throw new CelError(`index out of range: ${from}`);
  const before = characters.slice(0, from).join('');
  const found = text.indexOf(part, before.length);
  return found < 0 ? -1n : BigInt(charactersOf(text.slice(0, found)).length);
}

function lastIndexOf(text: string, part: string, from?: number): bigint {
  const characters = charactersOf(text);
  if (part === '') return BigInt(from ?? characters.length);
  if (from !== undefined && from < 0) throw new CelError(`index out of range: ${from}`);
  if (from !== undefined && from >= characters.length) return -1n;
  const found = text.lastIndexOf(part, from === undefined ? text.length : characters.slice(0, from).join('').length);
  return found < 0 ? -1n : BigInt(charactersOf(text.slice(0, found)).length);
}

function replaced(text: string, old: string, replacement: string, most: bigint): string {
  if (most < 0n) return text.replaceAll(old, () => replacement);
  let left = most;
  return text.replaceAll(old, (found) => {
    left -= 1n;
    return left < 0n ? found : replacement;
  });
}

/** @param most the most parts; any number if it is less than 0. */
function parts(text: string, separator: string, most: number): readonly string[] {
  if (most === 0) return [];
  const all = separator === '' ? charactersOf(text) : text.split(separator);
  if (most < 0 || all.length <= most) return all;
  return [...all.slice(0, most - 1), all.slice(most - 1).join(separator)];
}

function substring(characters: readonly string[], start: number, end = characters.length): string {
  if (start < 0 || start > characters.length) throw new CelError(`index out of range: ${start}`);
  if (end < 0 || end > characters.length) throw new CelError(`index out of range: ${end}`);
  if (start > end) throw new CelError(`invalid substring range. start: ${start}, end: ${end}`);
  return characters.slice(start, end).join('');
}

/** Without the white space of Unicode at both ends. */
function trimmed(text: string): string {
  const isSpace = (index: number) => /[\s\u0085]/.test(text.charAt(index));
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(start)) start += 1;
  while (end > start && isSpace(end - 1)) end -= 1;
  return text.slice(start, end);
}

const QUOTED: Readonly<Record<string, string>> = {
  ...{ '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v' },
  ...{ '\\': '\\\\', '"': '\\"' },
};

function quoted(text: string): string {
  return `"${charactersOf(text)
    .map((character) => QUOTED[character] ?? character)
    .join('')}"`;
}
