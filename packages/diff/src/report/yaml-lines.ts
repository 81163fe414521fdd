import { isFields } from '@k8s-blocks/manifest';

/**
 * A value as the lines of its YAML, for a reader: maps and lists in block style, text of several lines as a block, other
 * text in double quotes where a plain scalar would be something else. It is not made to be parsed again.
 *
 * Each line costs the same, whatever is in it; a library that parses what it writes takes seconds for a large object.
 */
export function yamlLines(value: unknown): readonly string[] {
  const lines: string[] = [];
  addNode(lines, '', '', value);
  return lines;
}

/**
 * @param first what stands before the first line: in a list, its dash.
 * @param indent what stands before the others.
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

/** White space alone would not show as a block. */
function isBlock(text: string): boolean {
  return text.includes('\n') && /\S/.test(text);
}

/** Text of several lines; carriage returns show, since a change of line ends is one too. */
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

/** Words that some reader of YAML takes for true, false or null. */
const WORDS = /^(?:true|false|yes|no|on|off|y|n|null)$/i;

/** What some reader of YAML may take for a number, a date or the sign of a document. */
const NUMBER = /^(?:[-+.\d]|[eE][-\d])[-+.\d_:xXoOa-fA-F]*$/;

/** Whether text stands for itself without quotes: it begins as a word or a path does, and holds no sign of YAML. */
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
