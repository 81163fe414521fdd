/** Single changes of the fields of right objects. */
import { type FieldPath, type Fields, formatPath, isFields, listOf } from '@k8s-blocks/manifest';
import { changedAt, REMOVED, valuesIn } from './json.ts';

/** An object with one change. */
export interface FieldChange {
  /** `typo`, `type`, `value`, `missing` or `duplicate`. */
  readonly what: string;
  readonly path: FieldPath;
  readonly object: Fields;
}

/** Fields that say what the object is: a server answers changes of these without looking further. */
const LEFT_OUT = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** Every change of an object that there is. */
export function fieldChangesOf(object: Fields): readonly FieldChange[] {
  return valuesIn(object)
    .filter(({ path: [first] }) => first !== undefined && !LEFT_OUT.has(String(first)))
    .flatMap(({ path, value }) =>
      Object.entries(changesOf(value, path)).flatMap(([what, { at = path, to }]) => {
        const changed = changedAt(object, at, to);
        return isFields(changed) ? [{ what, path: at, object: changed }] : [];
      }),
    );
}

interface Change {
  /** Default: the value itself. */
  readonly at?: FieldPath;
  readonly to: unknown;
}

function changesOf(value: unknown, path: FieldPath): Readonly<Record<string, Change>> {
  const list = listOf(value);
  return {
    ...(isFields(value) ? { typo: { at: [...path, 'bogusField'], to: {} } } : {}),
    type: { to: otherType(value) },
    ...(typeof value === 'string' ? { value: { to: `${value}X` } } : {}),
    missing: { to: REMOVED },
    ...(list.length > 0 ? { duplicate: { to: [...list, list.at(-1)] } } : {}),
  };
}

function otherType(value: unknown): unknown {
  if (typeof value === 'string') return true;
  if (typeof value === 'number' || typeof value === 'boolean') return [];
  return Array.isArray(value) ? { a: 1 } : 'text';
}

/** A change in words, for the message of a failure. */
export function formatChange({ what, path, object: { kind } }: FieldChange): string {
  return `${what} at ${formatPath(path)} of ${kind}`;
}
