import { type FieldPath, parsePath } from '@k8s-blocks/manifest';

/** Lines of a file, from one to before another, in which an object is written in YAML's block style. */
export interface YamlBlock {
  readonly lines: readonly string[];
  /** The position of its first line, from 0. */
  readonly start: number;
  readonly end: number;
  /** How far its fields are indented. */
  readonly indent: number;
}

/**
 * The line of a field, from 1, as far as it can be followed by indentation alone: in block style, without anchors. Undefined if it
 * cannot be found. To parse the trees of a large stack for their lines would take longer than to build them.
 *
 * @param field its path: `spec.ingress[2]`.
 */
export function lineOfField(block: YamlBlock, field: string): number | undefined {
  const path = parsePath(field);
  const found = path && find(block, path);
  return found === undefined ? undefined : found + 1;
}

/** The text of a field that is a plain scalar in one line, without quotes. */
export function textOfField(block: YamlBlock, field: string): string | undefined {
  const line = lineOfField(block, field);
  const text = line === undefined ? undefined : block.lines[line - 1]?.replace(/^[^:]*:\s*/, '');
  return text === undefined ? undefined : text.trim().replace(/^(['"])(.*)\1$/, '$2');
}

function find(block: YamlBlock, [step, ...rest]: FieldPath): number | undefined {
  const at = typeof step === 'number' ? entryAt(block, step) : step === undefined ? block.start : keyAt(block, step);
  if (at === undefined || rest.length === 0) return at;
  return find(within(block, at, rest[0]), rest);
}

function keyAt({ lines, start, end, indent }: YamlBlock, key: string): number | undefined {
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? '';
    // The first key of an entry of a list stands behind its dash.
    const text = at === start ? line.replace(/^(\s*)- /, '$1  ') : line;
    if (indentOf(text) === indent && text.startsWith(`${key}:`, indent)) return at;
  }
  return undefined;
}

function entryAt({ lines, start, end, indent }: YamlBlock, index: number): number | undefined {
  let seen = -1;
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? '';
    if (indentOf(line) !== indent || !line.startsWith('-', indent)) continue;
    seen += 1;
    if (seen === index) return at;
  }
  return undefined;
}

/** What is below a line: the lines that are indented more, or, as a list may be, entries that are indented as their key is. */
function within({ lines, end, indent }: YamlBlock, at: number, next: string | number | undefined): YamlBlock {
  const isEntry = (lines[at] ?? '').startsWith('-', indent);
  if (isEntry) return { lines, start: at, end: endOf(lines, at + 1, end, indent + 1), indent: indent + 2 };
  const first = nextLine(lines, at + 1, end);
  const inner = indentOf(lines[first] ?? '');
  if (typeof next === 'number' && inner === indent)
    return { lines, start: first, end: listEnd(lines, first, end, indent), indent };
  return { lines, start: first, end: endOf(lines, first, end, indent + 1), indent: inner };
}

function endOf(lines: readonly string[], start: number, end: number, indent: number): number {
  for (let at = start; at < end; at += 1)
    if (isWritten(lines[at] ?? '') && indentOf(lines[at] ?? '') < indent) return at;
  return end;
}

function listEnd(lines: readonly string[], start: number, end: number, indent: number): number {
  for (let at = start; at < end; at += 1) {
    const line = lines[at] ?? '';
    const isOfList = indentOf(line) > indent || line.startsWith('-', indent);
    if (isWritten(line) && !isOfList) return at;
  }
  return end;
}

function nextLine(lines: readonly string[], start: number, end: number): number {
  let at = start;
  while (at < end && !isWritten(lines[at] ?? '')) at += 1;
  return at;
}

function isWritten(line: string): boolean {
  return line.trim() !== '' && !line.trimStart().startsWith('#');
}

/** How far a line is indented. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
