import type { Code, Entry, Spread } from './code.ts';

/** Whether a field takes few texts, of which this is one. */
export type IsWord = (field: string, text: string) => boolean;

/**
 * Code in which the words of the API stay what they are: TypeScript would make each any text where it knows no type that they stand in,
 * as in the list of a spread.
 *
 * @param field the field whose value the code is, or an entry of it.
 */
export function withConstWords(code: Code, field: string, isWord: IsWord): Code {
  if ('raw' in code) {
    const [, text] = /^'([^'\\]*)'$/.exec(code.raw) ?? [];
    return text !== undefined && isWord(field, text) ? { raw: `${code.raw} as const` } : code;
  }
  if ('list' in code) {
    return { list: code.list.map((each) => ('spread' in each ? each : withConstWords(each, field, isWord))) };
  }
  if ('entries' in code) return { entries: code.entries.map((each) => constInEntry(each, field, isWord)) };
  if ('when' in code) {
    return {
      ...code,
      chosen: withConstWords(code.chosen, field, isWord),
      otherwise: withConstWords(code.otherwise, field, isWord),
    };
  }
  return code;
}

function constInEntry(entry: Entry | Spread, field: string, isWord: IsWord): Entry | Spread {
  if ('spread' in entry) return { ...entry, spread: withConstWords(entry.spread, field, isWord) };
  return { ...entry, value: withConstWords(entry.value, entry.key, isWord) };
}
