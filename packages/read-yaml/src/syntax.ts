import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { indented } from './indentation.ts';
import { YamlError } from './yaml-error.ts';

/** The deepest nesting that is read. The deepest CustomResourceDefinitions have less than a hundred levels. */
export const MAX_DEPTH = 500;

/** The most pieces of syntax that are read of one document, so that memory is bounded: some 15 MB of manifests. */
const MAX_LEXEMES = 6_000_000;

const TOO_LARGE = 'Split it into smaller documents.';

/** What a text holds. */
export interface Syntax {
  /** Absent if there are only comments. */
  readonly document: Document.Parsed | undefined;
  /** Where a second document begins, which can only come after `...`; kubectl passes it over. */
  readonly ignored: number | undefined;
  /** The text whose offsets the nodes have: it has the same lines as the one that was given, and some of them are indented more. */
  readonly text: string;
}

/**
 * The one YAML document of a text, as nodes whose scalars are all strings. It stops at the first error, as kubectl does.
 *
 * @throws YamlError if it is not YAML that kubectl reads.
 */
export function parseDocument(text: string): Syntax {
  try {
    return parse(text);
  } catch (error) {
    // Looked at last, since hardly any text needs it.
    const sound = error instanceof YamlError ? indented(text) : text;
    if (sound === text) throw error;
    return parse(sound);
  }
}

function parse(text: string): Syntax {
  const tokens = tokensOf(text);
  const directive = tokens.find(({ type }) => type === 'directive');
  if (directive !== undefined) {
    throw new YamlError(
      directive.offset,
      'kubectl reads no document that has a YAML directive.',
      'Remove the directive.',
    );
  }
  const [, second] = tokens.filter(({ type }) => type === 'document');
  const ofFirst = second === undefined ? tokens : tokens.slice(0, tokens.indexOf(second));
  const [document] = composer().compose(ofFirst);
  const [error] = document?.errors ?? [];
  if (error !== undefined) throw syntaxError(error.pos[0], error.message, error.code);
  return { document, ignored: second?.offset, text };
}

/**
 * The tokens of a text. The parser is driven by hand: neither depth nor size may first be noticed when memory has run
 * out.
 */
function tokensOf(text: string): CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(soundToken(token));
    lexemes += 1;
    if (lexemes > MAX_LEXEMES) throw new YamlError(parser.offset, 'This document is too large to be read.', TOO_LARGE);
    if (parser.stack.length > MAX_DEPTH) throw tooDeep(parser.offset);
  }
  for (const token of parser.end()) tokens.push(soundToken(token));
  return tokens;
}

function soundToken(token: CST.Token): CST.Token {
  if (token.type === 'error') throw syntaxError(token.offset, token.message);
  return token;
}

/** The error of a value that is nested more than {@link MAX_DEPTH} deep. */
export function tooDeep(offset: number): YamlError {
  return new YamlError(offset, `This is nested more than ${MAX_DEPTH} levels deep.`, 'Write it with less nesting.');
}

/** A composer that throws at the first error. By itself it goes on, and keeps millions of errors of a binary file. */
function composer(): Composer {
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false, // Checked while the values are read; the check here takes quadratic time.
    prettyErrors: false,
    logLevel: 'error',
  });
  let first: YamlError | undefined;
  const onError = (at: ErrorPosition, code: string, message: string, isWarning?: boolean) => {
    if (isWarning === true) return;
    first ??= syntaxError(offsetOf(at), message, code);
    throw first; // Again if the library catches it, which it does at every level, to report it as its own.
  };
  return Object.assign(composer, { onError });
}

type ErrorPosition = number | readonly [number, number] | { readonly offset: number };

function offsetOf(at: ErrorPosition): number {
  if (typeof at === 'number') return at;
  return 'offset' in at ? at.offset : at[0];
}

/**
 * The error at an offset, in the words of the library but for what it quotes there: the text may be a value of a Secret.
 */
function syntaxError(offset: number, message: string, code?: string): YamlError {
  const reason = SENTENCES.get(code) ?? withoutQuote(message);
  return new YamlError(offset, `This is not YAML: ${reason}.`, 'Correct the syntax there.');
}

/** Sentences for the errors whose messages have what they quote in their midst, by the codes of the library. */
const SENTENCES: ReadonlyMap<string | undefined, string> = new Map([
  ['BAD_DQ_ESCAPE', 'After a "\\" in double quotes stands what is not an escape'],
  ['BAD_DIRECTIVE', 'A line that begins with "%" is not a directive'],
  ['TAG_RESOLVE_FAILED', 'What begins with "!" is not a tag. Put text that begins so in quotes'],
]);

/** A message up to the colon after which the library quotes the text: `Not a YAML token: …`. */
function withoutQuote(message: string): string {
  const end = message.search(/\S:(?:\s|$)/);
  const words = end < 0 ? message : message.slice(0, end + 1);
  return words.endsWith('.') ? words.slice(0, -1) : words;
}
