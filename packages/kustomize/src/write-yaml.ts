import { commentOf, keyCommentsOf } from '@k8s-blocks/comments';
import { Document, Pair, Scalar, YAMLMap } from 'yaml';

/** Data that YAML can hold: plain data, and null, which only patches use. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: YamlValue;
}

/** Line breaks of YAML 1.1 and 1.2, which end a comment. */
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
/** Characters that some YAML readers take for a line break, skip or refuse unless they are escaped. */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u2028\u2029\ufeff\ufffe\uffff]/u;
/** Text that a block literal keeps in every reader: it does not begin with white space, and no line ends with it. */
const BLOCK = /^(?!\s)(?:.*\S)?(?:\n(?:.*\S)?)*$/u;
/** The same, and the text does not end with a line end. */
const TRIMMED_BLOCK = /^(?!\s)(?:.*\S)?(?:\n(?:.*\S)?)*\S$/u;
const UNPRINTABLES = new RegExp(UNPRINTABLE, 'gu');

/** Scalars are not folded, however long, and quotes are single where any are needed. */
const STYLE = { lineWidth: 0, singleQuote: true, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/**
 * Objects as one YAML file: with their comments, keys in their own order, and text quoted wherever a reader of YAML 1.1 or
 * 1.2 would take it for another type. `kubectl` reads YAML 1.1, in which `y`, `0123` and `1:30` need quotes.
 */
export function writeYaml(documents: readonly YamlValue[]): string {
  return documents.map((each) => writeDocument(each, BLOCK)).join('---\n');
}

/**
 * A patch as the YAML text that a kustomization holds. Kustomize trims that text, so it does not end with a line end, and a
 * value at its end is never a block whose own line ends would be lost.
 */
export function writePatch(patch: YamlValue): string {
  return writeDocument(patch, TRIMMED_BLOCK).trimEnd();
}

/** Text as comment lines, each with its `#` and its line end; empty for no text. */
export function writeComment(text: string | undefined): string {
  return commentLines(text, '');
}

function commentLines(text: string | undefined, indent: string): string {
  if (text === undefined) return '';
  return text
    .split(LINE_BREAK)
    .map((line) => `${`# ${printable(line)}`.trimEnd()}\n${indent}`)
    .join('');
}

function writeDocument(value: YamlValue, block: RegExp): string {
  return `${writeComment(ownComment(value))}${writeNode(value, '', block)}\n`;
}

/**
 * A value in block style, as the YAML library would write it. Maps, lists and block literals are written here, which takes a
 * fraction of the time; all other scalars, whose quoting is the difficult part, are left to the library.
 *
 * @param indent the indentation of each line but the first.
 */
function writeNode(value: YamlValue, indent: string, block: RegExp): string {
  if (isLeaf(value)) return writeLeaf(value, indent, block);
  return isList(value) ? writeList(value, indent, block) : writeMap(value, indent, block);
}

function writeList(list: readonly YamlValue[], indent: string, block: RegExp): string {
  const below = `${indent}  `;
  const entries = list.map((entry) => `${commentLines(ownComment(entry), indent)}- ${writeNode(entry, below, block)}`);
  return entries.join(`\n${indent}`);
}

function writeMap(map: YamlMap, indent: string, block: RegExp): string {
  const comments = keyCommentsOf(map);
  const below = `${indent}  `;
  const entries = Object.entries(map).map(([key, entry]) => {
    const text = Object.hasOwn(comments, key) ? comments[key] : ownComment(entry);
    // The library writes a key that is too long for one line with its value as `? key`, on a line of its own.
    const keyText = writeKey(key).replace('\n', `\n${indent}`);
    const separator = isLeaf(entry) ? ' ' : `\n${below}`;
    return `${commentLines(text, indent)}${keyText}:${separator}${writeNode(entry, below, block)}`;
  });
  return entries.join(`\n${indent}`);
}

type Leaf = string | number | boolean | null | readonly [] | Readonly<Record<string, never>>;

/** Whether a value is written on the line of its key. */
function isLeaf(value: YamlValue): value is Leaf {
  if (value === null || typeof value !== 'object') return true;
  for (const key in value) if (Object.hasOwn(value, key)) return false;
  return true;
}

function writeLeaf(value: Leaf, indent: string, block: RegExp): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  if (typeof value !== 'string' || !value.includes('\n')) return writeScalar(value);
  if (isPlainBlock(value) && block.test(value)) return writeBlock(value, indent);
  return scalarText(value, block).replaceAll('\n  ', `\n${indent}`);
}

/** Whether a block literal can hold a text of several lines as it is: printable ASCII, without empty lines at its end. */
function isPlainBlock(text: string): boolean {
  return /^[\n\x20-\x7e]*$/.test(text) && !text.endsWith('\n\n');
}

/** Text as a block literal: `|`, or `|-` if no line end follows the last line. */
function writeBlock(text: string, indent: string): string {
  const isEnded = text.endsWith('\n');
  const lines = isEnded ? text.slice(0, -1) : text;
  return `${isEnded ? '|' : '|-'}\n${indent}${lines.replace(/\n(?!\n)/g, `\n${indent}`)}`;
}

/** One document for all scalars: to create it takes longer than to write a scalar. */
const DOCUMENT = new Document<YAMLMap>(undefined, { compat: 'yaml-1.1', version: '1.2' });

/** A value of one line. */
const writeScalar = memoized((value: string | number | boolean | null) => scalarText(value, BLOCK));

/** A key, without its colon. Line breaks in it are escaped, since only values can be block literals. */
const writeKey = memoized((key: string) => {
  const scalar = toScalar(key, BLOCK);
  if (key.includes('\n')) scalar.type = Scalar.QUOTE_DOUBLE;
  const pair = pairText(scalar, new Scalar(0));
  return pair.slice(0, -': 0\n'.length);
});

/** A value as it is written behind a key; further lines are indented by two spaces. */
function scalarText(value: string | number | boolean | null, block: RegExp): string {
  return pairText(new Scalar('k'), toScalar(value, block)).slice('k: '.length, -'\n'.length);
}

function pairText(key: Scalar, value: Scalar): string {
  const map = new YAMLMap<Scalar, Scalar>();
  map.items.push(new Pair(key, value));
  DOCUMENT.contents = map;
  return escapeUnprintable(DOCUMENT.toString(STYLE));
}

const MAX_MEMO = 10_000;

/**
 * Hot path: the same names and values are in every manifest, so that 200 services are written in a third of the time. The
 * memo is of the module, since it pays across trees; its result depends on the value alone.
 */
function memoized<T>(write: (value: T) => string): (value: T) => string {
  const memo = new Map<T, string>();
  return (value) => {
    const before = memo.get(value);
    if (before !== undefined) return before;
    if (memo.size >= MAX_MEMO) memo.clear();
    const text = write(value);
    memo.set(value, text);
    return text;
  };
}

function isList(value: object): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function ownComment(value: YamlValue): string | undefined {
  return value === null || typeof value !== 'object' ? undefined : commentOf(value);
}

function toScalar(value: string | number | boolean | null, block: RegExp): Scalar {
  // YAML would write minus zero as `-0`.
  const scalar = new Scalar(value === 0 ? 0 : value);
  if (typeof value !== 'string') return scalar;
  if (UNPRINTABLE.test(value) || value.includes('\t')) scalar.type = Scalar.QUOTE_DOUBLE;
  else if (value.includes('\n')) scalar.type = block.test(value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  else if (value.trim() !== value) scalar.type = Scalar.QUOTE_SINGLE;
  return scalar;
}

/** Text with unprintable characters is in double quotes by now, in which they can be escaped. */
function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLES, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function printable(line: string): string {
  return line.replace(UNPRINTABLES, ' ').replaceAll('\t', ' ');
}
