/** A piece of TypeScript that is an expression. */
export type Code = RawCode | TemplateCode | ListCode | ObjectCode | CallCode | ChoiceCode | TypedCode;

/** Code that is written as it is: a name, a literal, `env.settings`. */
export interface RawCode {
  readonly raw: string;
}

/** A template of texts, and of code that gives the others: `http://${host}/`. */
export interface TemplateCode {
  readonly template: readonly (string | Code)[];
}

export interface ListCode {
  readonly list: readonly (Code | Spread)[];
}

export interface ObjectCode {
  readonly entries: readonly (Entry | Spread)[];
}

/** An entry of an object. */
export interface Entry {
  readonly key: string;
  readonly value: Code;
  /** Lines above it. */
  readonly comment?: string;
}

/** `...value`; with a condition, only where that holds. */
export interface Spread {
  readonly spread: Code;
  readonly when?: string;
}

export interface CallCode {
  readonly call: string;
  readonly args: readonly Code[];
  /** Lines above it, in a list. */
  readonly comment?: string;
}

/** `when ? chosen : otherwise`. */
export interface ChoiceCode {
  readonly when: string;
  readonly chosen: Code;
  readonly otherwise: Code;
}

/** `typed satisfies type`. */
export interface TypedCode {
  readonly typed: Code;
  readonly type: string;
}

export function raw(text: string): RawCode {
  return { raw: text };
}

/** A text as a literal: in single quotes, or as a template where it has several lines. */
export function textLiteral(text: string): RawCode {
  if (text.includes('\n') && MULTI_LINE.test(text)) return raw(`\`${escapedTemplate(text)}\``);
  return raw(quoted(text));
}

/** Lines of printable characters and tabs. */
const MULTI_LINE = /^[^\p{C}\p{Zl}\p{Zp}]*(?:[\n\t][^\p{C}\p{Zl}\p{Zp}]*)*$/u;

/** Text within a template. */
export function escapedTemplate(text: string): string {
  return text.replace(/[`\\]|\$(?=\{)/g, '\\$&');
}

/** A text in quotes: in double ones where it has more single ones, as formatters write it. */
function quoted(text: string): string {
  const [singles, doubles] = [text.split("'").length, text.split('"').length];
  const quote = singles > doubles ? '"' : "'";
  const escaped = Array.from(text, (character) => {
    if (character === quote || character === '\\') return `\\${character}`;
    return ESCAPES.get(character) ?? (UNPRINTABLE.test(character) ? unicode(character) : character);
  });
  return quote + escaped.join('') + quote;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
]);

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

function unicode(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}

/** The key of an object as it is written: in quotes where it needs them. */
export function keyText(key: string): string {
  // In a literal, the plain key would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(key) ? key : quoted(key);
}

/** A name in ASCII, which needs no quotes as a key. */
export const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Plain data as code. */
export function literal(value: unknown): Code {
  if (typeof value === 'string') return textLiteral(value);
  if (Array.isArray(value)) return { list: value.map(literal) };
  if (typeof value === 'object' && value !== null) {
    return { entries: Object.entries(value).map(([key, each]) => ({ key, value: literal(each) })) };
  }
  return raw(Object.is(value, -0) ? '0' : String(value));
}

/** The names that code uses: what it calls, and what stands in it otherwise than as a literal. */
export function namesIn(code: Code): ReadonlySet<string> {
  const names = new Set<string>();
  collectNames(code, names);
  return names;
}

function collectNames(code: Code, names: Set<string>): void {
  const ofText = (text: string) => {
    for (const [name] of text.matchAll(NAME)) names.add(name);
  };
  // A raw template is a text of several lines.
  if ('raw' in code && !code.raw.startsWith('`')) ofText(withoutLiterals(code.raw));
  if ('template' in code) {
    for (const each of code.template) if (typeof each !== 'string') collectNames(each, names);
  }
  if ('list' in code || 'entries' in code) {
    for (const each of 'list' in code ? code.list : code.entries) {
      if ('spread' in each && each.when !== undefined) ofText(withoutLiterals(each.when));
      collectNames('spread' in each ? each.spread : 'key' in each ? each.value : each, names);
    }
  }
  if ('call' in code) {
    ofText(code.call);
    for (const each of code.args) collectNames(each, names);
  }
  if ('when' in code) {
    ofText(withoutLiterals(code.when));
    collectNames(code.chosen, names);
    collectNames(code.otherwise, names);
  }
  if ('typed' in code) {
    names.add(code.type);
    collectNames(code.typed, names);
  }
}

/** A name, but for one after a dot: a member of something. */
const NAME = /(?<![\w$.])[A-Za-z_$][\w$]*/g;

/** Code without its texts in quotes. */
function withoutLiterals(text: string): string {
  // regex: the literals of code that is made here are closed, and are the names of environments, ports and objects.
  return text.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '');
}
