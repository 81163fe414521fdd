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
/** Text whose first line begins with a space. */
const INDENTED = /^\n* /;
const UNPRINTABLES = new RegExp(UNPRINTABLE, 'gu');

/** Scalars are not folded, however long, and quotes are single where any are needed. */
const STYLE = { lineWidth: 0, singleQuote: true, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/**
 * Objects as one YAML file: with their comments, keys in their own order, and text quoted wherever a reader of YAML 1.1 or
 * 1.2 would take it for another type. `kubectl` reads YAML 1.1, in which `y`, `0123` and `1:30` need quotes.
 */
export function writeYaml(documents: readonly YamlValue[]): string {
  return documents.map(writeDocument).join('---\n');
}

/**
 * A patch as the YAML text that a kustomization holds. Kustomize trims that text: where its last value is a block of lines
 * whose end would be lost, the end of the document is marked.
 */
export function writePatch(patch: YamlValue): string {
  const last = lastLeaf(patch);
  const isTrimmed = typeof last === 'string' && isBlock(last) && last.trimEnd() !== last;
  const text = writeDocument(patch);
  return isTrimmed ? `${text}...` : text.trimEnd();
}

/** The value at the end of a document. */
function lastLeaf(value: YamlValue): Leaf {
  if (isLeaf(value)) return value;
  const last = isList(value) ? value.at(-1) : Object.values(value).at(-1);
  return last === undefined ? null : lastLeaf(last);
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

function writeDocument(value: YamlValue): string {
  return `${writeComment(ownComment(value))}${writeNode(value, '')}\n`;
}

/**
 * A value in block style, as the YAML library would write it. Maps, lists and block literals are written here, which takes a
 * fraction of the time; all other scalars, whose quoting is the difficult part, are left to the library.
 *
 * @param indent the indentation of each line but the first.
 */
function writeNode(value: YamlValue, indent: string): string {
  if (isLeaf(value)) return writeLeaf(value, indent);
  return isList(value) ? writeList(value, indent) : writeMap(value, indent);
}

function writeList(list: readonly YamlValue[], indent: string): string {
  const below = `${indent}  `;
  const entries = list.map((entry) => `${commentLines(ownComment(entry), indent)}- ${writeNode(entry, below)}`);
  return entries.join(`\n${indent}`);
}

function writeMap(map: YamlMap, indent: string): string {
  const comments = keyCommentsOf(map);
  const below = `${indent}  `;
  const entries = Object.entries(map).map(([key, entry]) => {
    const text = Object.hasOwn(comments, key) ? comments[key] : ownComment(entry);
    // The library writes a key that is too long for one line with its value as `? key`, on a line of its own.
    const keyText = writeKey(key).replace('\n', `\n${indent}`);
    const separator = isLeaf(entry) ? ' ' : `\n${below}`;
    return `${commentLines(text, indent)}${keyText}:${separator}${writeNode(entry, below)}`;
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

function writeLeaf(value: Leaf, indent: string): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[]' : '{}';
  return typeof value === 'string' && isBlock(value) ? writeBlock(value, indent) : writeScalar(value);
}

/**
 * Whether text is written as a block literal: it has several lines. Every reader keeps in one the tabs, the spaces at the
 * ends of lines and the empty lines. Kustomize takes a tab at the beginning of the first line of text for indentation; text of
 * nothing but white space shows better in quotes.
 */
function isBlock(text: string): boolean {
  return (
    text.includes('\n') && /\S/.test(text) && !/^\n*\t/.test(text) && !isLostInBlock(text) && !UNPRINTABLE.test(text)
  );
}

/** The YAML library of JavaScript drops last lines of blanks from a block that begins with a space. */
function isLostInBlock(text: string): boolean {
  return INDENTED.test(text) && /\n[ \t]+\n*$/.test(text);
}

/**
 * Text as a block literal: `|` if one line end follows the last line, `|-` if none does, `|+` if several do. Where the first
 * line of text begins with a space, the header says how far the lines are indented: `|2`.
 */
function writeBlock(text: string, indent: string): string {
  const indentation = INDENTED.test(text) ? '2' : '';
  const isEnded = text.endsWith('\n');
  const chomping = isEnded ? (text.endsWith('\n\n') ? '+' : '') : '-';
  const lines = isEnded ? text.slice(0, -1) : text;
  return `|${indentation}${chomping}\n${lines.replace(/^(?=[^\n])/gm, indent)}`;
}

/** One document for all scalars: to create it takes longer than to write a scalar. */
const DOCUMENT = new Document<YAMLMap>(undefined, { compat: 'yaml-1.1', version: '1.2' });

/** A value of one line. */
const writeScalar = memoized((value: string | number | boolean | null) => scalarText(value));

/** A key, without its colon. */
const writeKey = memoized((key: string) => {
  const pair = pairText(toScalar(key), new Scalar(0));
  return pair.slice(0, -': 0\n'.length);
});

/** A value as it is written behind a key. */
function scalarText(value: string | number | boolean | null): string {
  return pairText(new Scalar('k'), toScalar(value)).slice('k: '.length, -'\n'.length);
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

function toScalar(value: string | number | boolean | null): Scalar {
  // YAML would write minus zero as `-0`.
  const scalar = new Scalar(value === 0 ? 0 : value);
  if (typeof value !== 'string') return scalar;
  if (UNPRINTABLE.test(value) || /[\t\n]/.test(value)) scalar.type = Scalar.QUOTE_DOUBLE;
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
