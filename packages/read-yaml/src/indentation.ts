import { Lexer } from 'yaml';

/** What the lexer gives where a flow collection ends before it is closed. */
const FLOW_ERROR_END = '\x18';

/** Zero-width marks of the lexer: of the begin of a document, the end of a flow collection, and a scalar. */
const MARKS = ['\x02', FLOW_ERROR_END, '\x1f'];

/** The most characters that are read again. After each value that is indented, the text is read from its beginning. */
const MAX_READ = 5_000_000;

/**
 * The text with the lines of quoted text and flow collections indented as YAML asks for: kubectl's parser takes them wherever they
 * begin, and the one used here does not. Lines are neither added nor taken away, and no value is changed, since blanks at
 * the begin of such lines do not count.
 *
 * @returns the text as it is, if all are indented, or one of them is not closed.
 */
export function indented(text: string): string {
  let result = text;
  for (let read = 0; read <= MAX_READ; read += result.length) {
    const start = firstNotIndented(result);
    if (start === undefined) return result;
    const end = endOf(result, start);
    if (end === undefined) return text;
    const indent = ' '.repeat(start - result.lastIndexOf('\n', start));
    const value = result.slice(start, end).replaceAll('\n', `\n${indent}`);
    result = result.slice(0, start) + value + result.slice(end);
  }
  return text;
}

/** Where the first quoted text or flow collection begins whose lines the lexer does not take for its own. */
function firstNotIndented(text: string): number | undefined {
  let offset = 0;
  let level = 0;
  let flowStart = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === FLOW_ERROR_END) return flowStart;
    if (MARKS.includes(lexeme)) continue;
    if (isOpenQuote(lexeme)) return level > 0 ? flowStart : offset;
    if (lexeme === '[' || lexeme === '{') {
      if (level === 0) flowStart = offset;
      level += 1;
    } else if (lexeme === ']' || lexeme === '}') level = Math.max(0, level - 1);
    offset += lexeme.length;
  }
  return undefined;
}

function isOpenQuote(lexeme: string): boolean {
  const [quote] = lexeme;
  return (quote === '"' || quote === "'") && endOfQuoted(lexeme, 0) === undefined;
}

/** The offset after a quoted text or flow collection that begins at an offset; undefined if it is not closed. */
function endOf(text: string, start: number): number | undefined {
  let level = 0;
  for (let at: number | undefined = start; at < text.length; ) {
    const character = text[at] ?? '';
    if (character === '"' || character === "'") {
      at = endOfQuoted(text, at);
      if (at === undefined || level === 0) return at;
      continue;
    }
    if (character === '#' && /\s/.test(text[at - 1] ?? '')) {
      at = text.indexOf('\n', at) + 1 || text.length;
      continue;
    }
    if ('[{'.includes(character)) level += 1;
    if (']}'.includes(character)) level -= 1;
    at += 1;
    if (level === 0) return at;
  }
  return undefined;
}

/** The offset after the closing quote of a text in quotes; undefined if there is none. */
function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text[start] ?? '';
  for (let at = start + 1; at < text.length; at += 1) {
    if (quote === '"' && text[at] === '\\') at += 1;
    else if (text[at] === quote && quote === "'" && text[at + 1] === quote) at += 1;
    else if (text[at] === quote) return at + 1;
  }
  return undefined;
}
