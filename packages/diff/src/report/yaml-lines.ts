import { isFields } from '@k8s-blocks/manifest';

/**
 * A value as lines of YAML for people: maps and lists in block style, text of several lines as a block scalar, other text
 * in double quotes if a plain scalar would be read as something else. It is not meant to be parsed.
 *
 * It takes linear time; a library that parses what it writes takes seconds for a large object.
 */
export function yamlLines(value: unknown): readonly string[] {
  const lines: string[] = [];
  addNode(lines, '', '', value);
  return lines;
}

/**
 * @param first the text before the first line: in a list, indentation and a dash.
 * @param indent the text before the other lines.
 */
function addNode(lines: string[], first: string, indent: string, value: unknown): void {
  let lead = first;
  if (isFilledList(value)) {
    for (const each of value) {
      addNode(lines, `${lead}- `, `${indent}  `, each);
      lead = indent;
    }
  } else if (isFilledMap(value)) {
    for (const [key, each] of Object.entries(value)) {
      addEntry(lines, `${lead}${textScalar(key)}:`, indent, each);
      lead = indent;
    }
  } else addLeaf(lines, first, indent, value);
}

function addEntry(lines: string[], head: string, indent: string, value: unknown): void {
  const below = `${indent}  `;
  if (isFilledList(value) || isFilledMap(value)) {
    lines.push(head);
    addNode(lines, below, below, value);
  } else addLeaf(lines, `${head} `, below, value);
}

function addLeaf(lines: string[], head: string, below: string, value: unknown): void {
  if (typeof value === 'string' && isBlock(value)) addBlock(lines, head, below, value);
  else lines.push(`${head}${scalar(value)}`);
}

/** Only white space would be invisible as a block scalar. */
function isBlock(text: string): boolean {
  return text.includes('\n') && /\S/.test(text);
}

/** Text of several lines. Carriage returns are escaped, since a patch has to show a change of line ends. */
function addBlock(lines: string[], head: string, below: string, text: string): void {
  const isEnded = text.endsWith('\n');
  const keep = text.endsWith('\n\n') ? '+' : '';
  lines.push(`${head}|${/^\n*[ \t]/.test(text) ? '2' : ''}${isEnded ? keep : '-'}`);
  for (const line of (isEnded ? text.slice(0, -1) : text).split('\n')) {
    lines.push(line === '' ? '' : `${below}${line.replaceAll('\r', '\\r')}`);
  }
}

function scalar(value: unknown): string {
  if (Array.isArray(value)) return '[]';
  if (isFields(value)) return '{}';
  return typeof value === 'string' ? textScalar(value) : String(value ?? null);
}

function textScalar(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text);
}

/** Plain scalars that YAML 1.1 or 1.2 reads as true, false or null. */
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** Plain scalars that YAML 1.1 or 1.2 may read as a number, a date or the marker of a document. */
const NUMBER = /^(?:[-+.\d]|[eE][-\d])[-+.\d_:xXoOa-fA-F]*$/;

/** Whether text needs no quotes: it begins like a word or a path, and contains no indicator of YAML. */
function isPlain(text: string): boolean {
  if (!/^(?:[\w./$(]|-(?=[-\w]))/.test(text) || !/^[\x20-\x7e]*$/.test(text)) return false;
  if (text.includes(': ') || text.includes(' #') || text.endsWith(':') || text.endsWith(' ')) return false;
  return !WORDS.test(text) && !NUMBER.test(text);
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function isFilledMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isFields(value) && Object.keys(value).length > 0;
}
