import { YamlError } from './yaml-error.ts';

/** A document of a file, before it is parsed. */
export interface DocumentText {
  readonly text: string;
  /** The line of the file in which the text begins, from 1. */
  readonly line: number;
}

/**
 * The documents of a file, split as kubectl splits them: at every line that begins with `---`, whatever is around it.
 * So a error in one of them does not touch the others. A `---` line that kubectl refuses is a text of its own, which
 * {@link separatorError} knows.
 */
export function* splitDocuments(text: string): Generator<DocumentText> {
  let start = 0;
  let line = 1;
  for (const { 0: separator, index } of text.matchAll(/(?<=^|\n)---[^\n]*\n?/g)) {
    yield* splitJson({ text: text.slice(start, index), line });
    line += countLines(text, start, index);
    if (separatorError(separator) !== undefined) yield { text: separator, line };
    line += countLines(separator, 0, separator.length);
    start = index + separator.length;
  }
  yield* splitJson({ text: text.slice(start), line });
}

/** What is wrong with a line that begins with `---`. */
export function separatorError(text: string): YamlError | undefined {
  if (!text.startsWith('---') || /^---\s*(#|$)/.test(text)) return undefined;
  return new YamlError(0, 'kubectl reads nothing but a comment after "---".', 'Write what follows into the next line.');
}

/** The values of a stream of JSON, which need nothing between them; any other document as it is. */
function* splitJson(document: DocumentText): Generator<DocumentText> {
  const { text } = document;
  const ends = text.trimStart().startsWith('{') ? jsonEnds(text) : [];
  if (ends.length < 2 || !isJson(text.slice(0, ends[0]))) return yield document;
  let start = 0;
  let { line } = document;
  for (const end of [...ends.slice(0, -1), text.length]) {
    yield { ...document, text: text.slice(start, end), line };
    line += countLines(text, start, end);
    start = end;
  }
}

/** Where the braces that are opened at the top level are closed. */
function jsonEnds(text: string): number[] {
  const ends: number[] = [];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isQuoted && character === '\\') at += 1;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) ends.push(at + 1);
    }
  }
  return ends;
}

/** Whether a text is JSON. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function countLines(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
