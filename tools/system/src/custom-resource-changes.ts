/** Single changes of the fields of right custom resources. */
import { type FieldPath, type Fields, isFields, listOf } from '@k8s-blocks/manifest';
import type { FieldChange } from './field-changes.ts';
import { changedAt, REMOVED, valuesIn } from './json.ts';

/** Fields that say what the object is: a server answers changes of these without looking further. */
const LEFT_OUT = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * Every change of an object that there is: a typo, another type, null, a value that is close to the right one, out of range, missing,
 * there twice, an empty list or object, and the fields of two entries exchanged, which hits rules between fields.
 */
export function customResourceChanges(object: Fields): readonly FieldChange[] {
  return valuesIn(object)
    .filter(({ path: [first] }) => first !== undefined && !LEFT_OUT.has(String(first)))
    .flatMap(({ path, value }) =>
      changesOf(value, path).flatMap(({ what, at = path, to }) => {
        const changed = changedAt(object, at, to);
        return isFields(changed) ? [{ what, path: at, object: changed }] : [];
      }),
    );
}

interface Change {
  readonly what: string;
  /** Default: the value itself. */
  readonly at?: FieldPath;
  readonly to: unknown;
}

function changesOf(value: unknown, path: FieldPath): readonly Change[] {
  return [
    { what: 'type', to: otherType(value) },
    { what: 'null', to: null },
    { what: 'missing', to: REMOVED },
    ...(isFields(value) ? ofObject(path) : []),
    ...(Array.isArray(value) ? ofList(value) : []),
    ...(typeof value === 'string' ? ofText(value) : []),
    ...(typeof value === 'number' ? ofNumber(value) : []),
    ...(typeof value === 'boolean' ? [{ what: 'value', to: !value }] : []),
  ];
}

function ofObject(path: FieldPath): readonly Change[] {
  return [
    { what: 'typo', at: [...path, 'bogusField'], to: {} },
    { what: 'empty', to: {} },
  ];
}

function ofList(value: unknown): readonly Change[] {
  const list = listOf(value);
  return [
    { what: 'empty', to: [] },
    { what: 'size', to: Array.from({ length: 70 }, () => list[0]) },
    ...(list.length > 0 ? [{ what: 'duplicate', to: [...list, list.at(-1)] }] : []),
  ];
}

function ofText(value: string): readonly Change[] {
  return [
    { what: 'value', to: `${value}X` },
    { what: 'value', to: value.toUpperCase() },
    { what: 'value', to: `${value} ` },
    { what: 'value', to: value.slice(0, -1) },
    { what: 'empty', to: '' },
    { what: 'size', to: `${value}${'a'.repeat(300)}` },
  ];
}

function ofNumber(value: number): readonly Change[] {
  return [-1, 0, value + 0.5, 70_000, 3_000_000_000, 1e20, 1e300].map((to) => ({ what: 'range', to }));
}

function otherType(value: unknown): unknown {
  if (typeof value === 'string') return true;
  if (typeof value === 'number' || typeof value === 'boolean') return 'text';
  return Array.isArray(value) ? { a: 1 } : ['text'];
}
