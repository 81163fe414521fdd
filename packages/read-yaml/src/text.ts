import { isUtf8 } from 'node:buffer';
import { YamlError } from './yaml-error.ts';

/** The text of a file, and the lines in it that are not UTF-8. */
export interface FileText {
  readonly text: string;
  readonly broken: ReadonlySet<number>;
}

/** The largest file that is read, in bytes. */
export const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file's bytes.
 *
 * @throws YamlError if they are not text.
 */
export function decodeText(bytes: Uint8Array): FileText {
  if (bytes.includes(0)) {
    throw new YamlError(
      0,
      'This is a binary file, or a text in UTF-16.',
      'Save it as UTF-8, or give it another extension.',
    );
  }
  const text = new TextDecoder().decode(bytes);
  return { text, broken: isUtf8(bytes) ? new Set() : brokenLines(bytes) };
}

function brokenLines(bytes: Uint8Array): Set<number> {
  const broken = new Set<number>();
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(10, start);
    const next = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(start, next))) broken.add(line);
    start = next;
  }
  return broken;
}

/** The first character that YAML does not allow, or that only kubectl takes for the end of a line. */
export function characterError(text: string): YamlError | undefined {
  const found = /(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufffe\uffff]|\r(?!\n)/u.exec(text);
  if (found === null) return undefined;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const problem = `The character U+${code} may not stand in a manifest as it is.`;
  return new YamlError(found.index, problem, `Remove it, or write "\\u${code.toLowerCase()}" in double quotes.`);
}

/** A position in a file, from 1. */
export interface LineAndColumn {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text within a file, to find the position of an offset. */
export class Lines {
  readonly #starts = [0];
  readonly #first: number;

  /** @param first the line of the file in which the text begins. */
  constructor(text: string, first: number) {
    this.#first = first;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  /** Those of another text that begins in the same line. */
  of(text: string): Lines {
    return new Lines(text, this.#first);
  }

  /** The position of an offset. */
  at(offset: number): LineAndColumn {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: this.#first + low, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** The offset at which each line begins, and its number in the file. */
  *starts(): Generator<readonly [offset: number, line: number]> {
    for (const [index, offset] of this.#starts.entries()) yield [offset, this.#first + index];
  }
}
