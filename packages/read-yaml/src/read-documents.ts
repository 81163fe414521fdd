import { isJson, separatorError, splitDocuments } from './documents.ts';
import { parseDocument, type Syntax } from './syntax.ts';
import { characterError, decodeText, Lines } from './text.ts';
import { dataOf } from './value.ts';
import { YamlError } from './yaml-error.ts';

/** What a file holds, as far as it can be read. */
export interface Documents {
  /** The data of each document, in order, up to the first one that cannot be read. Comments alone are not a document. */
  readonly data: readonly unknown[];
  /** Why it could not be read to its end, and the line of that; absent if it could. */
  readonly error?: Pick<YamlError, 'message' | 'remedy'> & { readonly line: number };
}

/**
 * The data of a file, as kubectl reads it. What would cost too much is not read: aliases that stand for more than
 * 10,000,000 characters, nesting of more than 500 levels, a document of more than 6,000,000 pieces of syntax.
 */
export function readDocuments(bytes: Uint8Array): Documents {
  const data: unknown[] = [];
  const reading = { expansion: 0, report: () => undefined, locate: () => undefined };
  let lines = new Lines('', 1);
  try {
    const { text, broken } = decodeText(bytes);
    if (broken.size > 0) return { data, error: { ...NOT_UTF8, line: Math.min(...broken) } };
    for (const document of splitDocuments(text.replace(/^\ufeff/, ''))) {
      const own = document.text.replace(/^\ufeff/, '');
      lines = new Lines(own, document.line);
      const { document: parsed, text } = syntaxOf(own);
      if (text !== own) lines = lines.of(text);
      if (parsed?.contents) data.push(dataOf(parsed.contents, reading));
    }
    return { data };
  } catch (error) {
    if (error instanceof YamlError)
      return { data, error: { message: error.message, remedy: error.remedy, line: lines.at(error.offset).line } };
    // The library throws RangeErrors and its own: what it could not read is not read.
    return {
      data,
      error: { message: 'This cannot be parsed.', remedy: 'Write it more plainly.', line: lines.at(0).line },
    };
  }
}

const NOT_UTF8 = { message: 'This line is not UTF-8.', remedy: 'Save the file as UTF-8.' };

function syntaxOf(text: string): Syntax {
  const json = text.trimStart().startsWith('{') && isJson(text);
  const error = separatorError(text) ?? (json ? undefined : characterError(text));
  if (error !== undefined) throw error;
  return parseDocument(json ? text.replaceAll('\t', ' ') : text);
}
