import { RE2JS } from 're2js';

/**
 * A regular expression in the syntax of Go, RE2: `(?i)`, `\z` and `\pL` mean something else in JavaScript, or nothing, and a
 * search never takes more than linear time.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export interface RegularExpression {
  /** Whether some part of the text fits. */
  readonly matches: (text: string) => boolean;
  /** The parts that fit, first to last, which do not overlap. */
  readonly findAll: (text: string) => readonly string[];
}

/** The most expressions that are kept: rules may make them of values. */
const MAX_KEPT = 1000;

/** The expressions that were compiled: to compile one takes longer than to search. */
export class RegularExpressions {
  readonly #compiled = new Map<string, RegularExpression | undefined>();

  /** The expression; undefined if the text is none. */
  get(text: string): RegularExpression | undefined {
    if (this.#compiled.size > MAX_KEPT) this.#compiled.clear();
    if (!this.#compiled.has(text)) this.#compiled.set(text, compiled(text));
    return this.#compiled.get(text);
  }
}

function compiled(text: string): RegularExpression | undefined {
  try {
    const expression = RE2JS.compile(text);
    return {
      matches: (searched) => expression.matcher(searched).find(),
      findAll: (searched) => {
        const found: string[] = [];
        const matcher = expression.matcher(searched);
        while (matcher.find()) found.push(matcher.group() ?? '');
        return found;
      },
    };
  } catch {
    return undefined;
  }
}
