import { commentOf, keyCommentsOf } from '@k8s-blocks/comments';
import { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** What YAML can hold: plain data, and null, which only patches use. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: YamlValue;
}

/** Line breaks of YAML 1.1 and 1.2, which end a comment. */
const LINE_BREAK = /\r\n|[\n\r\u0085\u2028\u2029]/;
/** Characters that some YAML reader takes for a line break, skips or refuses when they stand there as they are. */
const UNPRINTABLE = /[^\P{Cc}\t\n]|[\u2028\u2029\ufeff\ufffe\uffff]/u;
/** Lines that every reader takes from a block as they are: none begins the text with a space or ends in one. */
const BLOCK = /^(?!\s)(?:.*\S)?(?:\n(?:.*\S)?)*$/u;
/** The same, without a line end at the end. */
const TRIMMED_BLOCK = /^(?!\s)(?:.*\S)?(?:\n(?:.*\S)?)*\S$/u;
const UNPRINTABLES = new RegExp(UNPRINTABLE, 'gu');

/** One line a scalar, however long, and single quotes where any are needed. */
const STYLE = { lineWidth: 0, singleQuote: true, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };

/**
 * Objects as one YAML file: the comments that they carry above them and their keys, the order of keys as it is, and
 * text quoted wherever a reader of YAML 1.1 or 1.2 would take it for something else. `kubectl` reads both: `y`, `0123`
 * and `1:30` need their quotes.
 */
export function writeYaml(documents: readonly YamlValue[]): string {
  return documents.map((each) => writeDocument(each, BLOCK)).join('---\n');
}

/**
 * A patch as YAML, to stand in a kustomization as text. Kustomize trims that text, so no value may end it with spaces or
 * line ends of its own; nor does the text end with one.
 */
export function writePatch(patch: YamlValue): string {
  return writeDocument(patch, TRIMMED_BLOCK).trimEnd();
}

/** Text as comment lines, each with its `#` and its line end; empty for no text. */
export function writeComment(text: string | undefined): string {
  if (text === undefined) return '';
  return text
    .split(LINE_BREAK)
    .map((line) => `${`# ${printable(line)}`.trimEnd()}\n`)
    .join('');
}

/** The one that all are written with: its contents change, and what makes it costs more than writing most objects. */
const DOCUMENT = new Document<Scalar | YAMLMap | YAMLSeq>(undefined, { compat: 'yaml-1.1', version: '1.2' });

function writeDocument(value: YamlValue, block: RegExp): string {
  DOCUMENT.contents = toNode(value, block);
  const body = DOCUMENT.toString(STYLE);
  return writeComment(ownComment(value)) + escapeUnprintable(body);
}

function toNode(value: YamlValue, block: RegExp): Scalar | YAMLMap | YAMLSeq {
  if (value === null || typeof value !== 'object') return toScalar(value, block);
  return isList(value) ? toList(value, block) : toMap(value, block);
}

function toList(value: readonly YamlValue[], block: RegExp): YAMLSeq {
  const list = new YAMLSeq();
  list.items = value.map((entry) => {
    const node = toNode(entry, block);
    const text = ownComment(entry);
    if (text !== undefined) node.commentBefore = commentBefore(text);
    return node;
  });
  return list;
}

function toMap(value: YamlMap, block: RegExp): YAMLMap {
  const comments = keyCommentsOf(value);
  const map = new YAMLMap();
  map.items = Object.entries(value).map(([key, entry]) => {
    const keyNode = toScalar(key, block);
    const text = Object.hasOwn(comments, key) ? comments[key] : ownComment(entry);
    if (text !== undefined) keyNode.commentBefore = commentBefore(text);
    return new Pair(keyNode, toNode(entry, block));
  });
  return map;
}

function isList(value: object): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function ownComment(value: YamlValue): string | undefined {
  return value === null || typeof value !== 'object' ? undefined : commentOf(value);
}

function toScalar(value: string | number | boolean | null, block: RegExp): Scalar {
  const scalar = new Scalar(value);
  if (typeof value !== 'string') return scalar;
  if (UNPRINTABLE.test(value) || value.includes('\t')) scalar.type = Scalar.QUOTE_DOUBLE;
  else if (value.includes('\n')) scalar.type = block.test(value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  else if (value.trim() !== value) scalar.type = Scalar.QUOTE_SINGLE;
  return scalar;
}

function commentBefore(text: string): string {
  return text
    .split(LINE_BREAK)
    .map((line) => ` ${printable(line)}`.trimEnd())
    .join('\n');
}

/** What is unprintable stands in double quotes by now, where an escape says it. */
function escapeUnprintable(text: string): string {
  return text.replace(UNPRINTABLES, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function printable(line: string): string {
  return line.replace(UNPRINTABLES, ' ').replaceAll('\t', ' ');
}
