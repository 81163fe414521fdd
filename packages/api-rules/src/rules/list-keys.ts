import { fieldsOf } from '@k8s-blocks/manifest';
import type { ValueType } from '../schema/schema.ts';
import { type FieldViolation, quote } from '../violation.ts';
import { DUPLICATES_ARE_INVALID, DUPLICATES_REFUSED } from './list-keys-measured.ts';

type List = Extract<ValueType, { readonly is: 'list' }>;

/**
 * Entries of a list that are equal in the fields that tell them apart: an error where a server refuses them, and a warning
 * where a server-side apply alone does.
 *
 * @param fullName of the field: `core/v1.ServiceSpec.ports`.
 */
export function duplicateViolations(
  entries: readonly unknown[],
  { of, keys }: List,
  path: string,
  fullName: string,
): readonly FieldViolation[] {
  if (entries.length < 2) return [];
  const refusedBy = DUPLICATES_REFUSED.get(fullName);
  const code = DUPLICATES_ARE_INVALID.has(fullName) ? 'FieldValueInvalid' : 'FieldValueDuplicate';
  const errors = duplicatesBy(refusedBy, entries, of, path).map((violation) => ({ ...violation, code }) as const);
  if (errors.length > 0) return errors;
  return duplicatesBy(keys, entries, of, path).map((violation) => ({
    ...violation,
    why: 'kubectl apply --server-side refuses it; without, the API server takes it.',
    severity: 'warning',
  }));
}

/** @param keys undefined if entries may be equal. */
function duplicatesBy(
  keys: List['keys'],
  entries: readonly unknown[],
  of: ValueType,
  path: string,
): readonly FieldViolation[] {
  if (keys === undefined) return [];
  const seen = new Map<string, number>();
  return entries.flatMap((entry, index) => {
    const key = keyOf(entry, of, keys);
    const first = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && first === undefined) seen.set(key, index);
    if (key === undefined || first === undefined) return [];
    const problem = `${quote(key)} is also what entry ${first} of the list is called.`;
    const remedy = 'Give each entry its own, or remove one of the two.';
    return [{ code: 'FieldValueDuplicate', field: `${path}[${index}]`, problem, remedy }];
  });
}

/** The values of the keys as text: `53/UDP`; undefined if one is missing, which is for other rules to find. */
function keyOf(entry: unknown, of: ValueType, keys: readonly string[]): string | undefined {
  if (keys.length === 0) return typeof entry === 'string' || typeof entry === 'number' ? String(entry) : undefined;
  const fields = fieldsOf(entry);
  const types = of.is === 'struct' ? of.struct.fields : undefined;
  const values = keys.map((name) => fields[name] ?? types?.get(name)?.fallback);
  const areThere = values.every((value) => (typeof value === 'string' && value !== '') || typeof value === 'number');
  return areThere ? values.join('/') : undefined;
}
