import { structOf } from './schema/kind-types.ts';
import { readTable } from './schema/read-table.ts';
import type { ValueType } from './schema/schema.ts';
import { TABLES } from './schema/tables.ts';

let enumValues: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/**
 * Whether a text is a value of an enumeration of the API, in a field of some kind: `Recreate` in `type`. Where it stands,
 * TypeScript takes no text that is not known.
 *
 * @param field the name of the field, whatever the object.
 */
export function isEnumValue(field: string, text: string): boolean {
  enumValues ??= enumValuesByField();
  return enumValues.get(field)?.has(text) === true;
}

/** The values of enumerations, by the name of the field: those of all kinds together. */
function enumValuesByField(): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const table of Object.keys(TABLES)) {
    if (!table.includes('/')) continue;
    for (const name of readTable(table).keys()) {
      for (const [field, { type }] of structOf(table, name).fields) {
        const values = valuesOf(type);
        if (values.length === 0) continue;
        const known = found.get(field) ?? new Set();
        found.set(field, known);
        for (const value of values) known.add(value);
      }
    }
  }
  return found;
}

/** The values of an enumeration, or of the entries of a list of such. */
function valuesOf(type: ValueType): readonly string[] {
  if (type.is === 'list') return valuesOf(type.of);
  return type.is === 'scalar' ? (type.values ?? []) : [];
}
