/** Single changes of the fields of right custom resources. */
import { type FieldPath, type Fields, groupBy, isFields, listOf } from '@k8s-blocks/manifest';
import type { FieldChange } from './field-changes.ts';
import { changedAt, REMOVED, type ValueAtPath, valuesIn } from './json.ts';

/** Fields that say what the object is: a server answers changes of these without looking further. */
const LEFT_OUT = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/**
 * Every change of an object that there is: a typo, another type, null, a value that is close to the right one, out of range, missing,
 * there twice, an empty list or object; and, which hits rules between fields, a value that a field of the same name has elsewhere, and
 * an entry of a list with the fields of the one before it.
 */
export function customResourceChanges(object: Fields): readonly FieldChange[] {
  const values = valuesIn(object).filter(({ path: [first] }) => first !== undefined && !LEFT_OUT.has(String(first)));
  const byName = groupBy(values, ({ path }) => [path.at(-1)]);
  return values.flatMap(({ path, value }) =>
    [...changesOf(value, path), ...elsewhere(value, byName.get(path.at(-1)) ?? [])].flatMap(
      ({ what, at = path, to }) => {
        const changed = changedAt(object, at, to);
        return isFields(changed) ? [{ what, path: at, object: changed }] : [];
      },
    ),
  );
}

/** How many values of other fields of the same name are tried. */
const MOST_ELSEWHERE = 4;

function elsewhere(value: unknown, others: readonly ValueAtPath[]): readonly Change[] {
  const keyOf = (each: unknown) => JSON.stringify(each);
  const different = new Map(others.map((each) => [keyOf(each.value), each.value]));
  different.delete(keyOf(value));
  return [...different.values()].slice(0, MOST_ELSEWHERE).map((to) => ({ what: 'elsewhere', to }));
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
    ...merged(list).map((to) => ({ what: 'merged', to })),
    { what: 'size', to: Array.from({ length: 70 }, () => list[0]) },
    ...(list.length > 0 ? [{ what: 'duplicate', to: [...list, list.at(-1)] }] : []),
  ];
}

/** The lists in which an entry also has the fields of the one before it, or of the one behind it. */
function merged(list: readonly unknown[]): readonly (readonly unknown[])[] {
  return list.flatMap((entry, index) =>
    [index - 1, index + 1].flatMap((other) => {
      const added = list[other];
      if (!isFields(entry) || !isFields(added)) return [];
      return [list.with(index, { ...added, ...entry }), list.with(index, { ...entry, ...added })];
    }),
  );
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
