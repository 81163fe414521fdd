import { type KindTable, kinds, types } from './kinds.ts';

/** An object of a kind, as plain data. */
export interface Sample {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Where an object can contain a text: as the value at a path, or as another key of the map or struct at a path. */
export interface TextPosition {
  readonly path: readonly (string | number)[];
  readonly as: 'value' | 'key';
}

/** One object of every kind, with every field of the kind: lists of one item, maps of one key. */
export const samples: readonly Sample[] = kinds.map(sampleOf);

function sampleOf({ apiVersion, kind, type }: KindTable['kinds'][number]): Sample {
  return { apiVersion, kind, ...structOf(type, []) };
}

/** @param within the types that contain this one: a type within itself is left out. */
function structOf(type: string, within: readonly string[]): Record<string, unknown> {
  const fields = Object.entries(types[type] ?? {}).flatMap(([of, names]) =>
    names.split(' ').map((name) => [name, typedValue(of, [...within, type])] as const),
  );
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

function typedValue(type: string, within: readonly string[]): unknown {
  if (type === 'string' || type === 'object') return 'text';
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return true;
  if (type.startsWith('[')) return listed(typedValue(type.slice(1, -1), within), (item) => [item]);
  if (type.startsWith('{')) return listed(typedValue(type.slice(1, -1), within), (value) => ({ key: value }));
  return within.includes(type) ? undefined : structOf(type, within);
}

function listed(item: unknown, make: (item: unknown) => unknown): unknown {
  return item === undefined ? undefined : make(item);
}

/** All positions of an object at which it can contain a text, except its apiVersion and kind. */
function positionsOf({ apiVersion: _, kind: __, ...fields }: Sample): readonly TextPosition[] {
  return textPositions(fields, []);
}

function textPositions(value: unknown, path: TextPosition['path']): readonly TextPosition[] {
  if (typeof value === 'string') return [{ path, as: 'value' }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const inner = entries.flatMap(([key, each]) => textPositions(each, [...path, key]));
  return Array.isArray(value) ? inner : [{ path, as: 'key' }, ...inner];
}

/** All positions of all kinds. */
export const POSITIONS: readonly { readonly sample: Sample; readonly position: TextPosition }[] = samples.flatMap(
  (sample) => positionsOf(sample).map((position) => ({ sample, position })),
);

/** The object with a text at a position, and no other fields but its kind, its name and those on the path. */
export function withTextAlone({ apiVersion, kind, ...fields }: Sample, position: TextPosition, text: string): Sample {
  const alone = onlyAt(fields, position, text) as Readonly<Record<string, unknown>>;
  return { apiVersion, kind, metadata: { name: 'payments' }, ...alone };
}

function onlyAt(value: unknown, { path: [step, ...rest], as }: TextPosition, text: string): unknown {
  if (step === undefined) return as === 'value' ? text : withKey({}, text, 'text');
  const inner = onlyAt((value as Readonly<Record<string, unknown>>)[String(step)], { path: rest, as }, text);
  return Array.isArray(value) ? [inner] : withKey({}, String(step), inner);
}

/** The object with the text as every value except its kind, and as a key of every map and struct. */
export function withTextEverywhere(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((each) => withTextEverywhere(each, text));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    key === 'kind' || key === 'apiVersion' ? each : withTextEverywhere(each, text),
  ]);
  return withKey(Object.fromEntries(entries), text, text);
}

/** A copy with one more key, also if that is `__proto__`. */
function withKey(value: unknown, key: string, inner: unknown): object {
  return Object.fromEntries([...Object.entries(value as object), [key, inner]]);
}
