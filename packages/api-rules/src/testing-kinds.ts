/** What the tests of rules of single kinds have in common. */
import { findingsOf } from './testing.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An object with a name, and with what is given. */
export function objectOf(apiVersion: string, kind: string, fields: Fields): Fields {
  return { apiVersion, kind, metadata: { name: 'shop' }, ...fields };
}

/** What a rule finds in an object: fields and codes, `spec.rules: FieldValueRequired`. */
export function violationsOf(rule: string, object: unknown): readonly string[] {
  return findingsOf(rule, object).map(({ field, code }) => `${field}: ${code}`);
}
