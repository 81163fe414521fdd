import type { Code, Entry, Spread } from './code.ts';

/** Whether a field takes values of an enumeration, of which this text is one. */
export type IsEnumValue = (field: string, text: string) => boolean;

/**
 * Code in which values of enumerations stay what they are: TypeScript would make each any text where it knows no type that they
 * stand in, as in the list of a spread.
 *
 * @param field the field whose value the code is, or an entry of it.
 */
export function withConstEnumValues(code: Code, field: string, isEnumValue: IsEnumValue): Code {
  if ('raw' in code) {
    const [, text] = /^'([^'\\]*)'$/.exec(code.raw) ?? [];
    return text !== undefined && isEnumValue(field, text) ? { raw: `${code.raw} as const` } : code;
  }
  if ('list' in code) {
    return { list: code.list.map((each) => ('spread' in each ? each : withConstEnumValues(each, field, isEnumValue))) };
  }
  if ('entries' in code) return { entries: code.entries.map((each) => constInEntry(each, field, isEnumValue)) };
  if ('when' in code) {
    return {
      ...code,
      chosen: withConstEnumValues(code.chosen, field, isEnumValue),
      otherwise: withConstEnumValues(code.otherwise, field, isEnumValue),
    };
  }
  return code;
}

function constInEntry(entry: Entry | Spread, field: string, isEnumValue: IsEnumValue): Entry | Spread {
  if ('spread' in entry) return { ...entry, spread: withConstEnumValues(entry.spread, field, isEnumValue) };
  return { ...entry, value: withConstEnumValues(entry.value, entry.key, isEnumValue) };
}
