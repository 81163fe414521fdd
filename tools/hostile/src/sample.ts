import { type KindTable, kinds, types } from './kinds.ts';

/** An object of a kind, as plain data. */
export interface Sample {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Where a text can stand in an object: as a value, or as a key of its own beside the others of a map or struct. */
export interface TextPlace {
  readonly path: readonly (string | number)[];
  readonly as: 'value' | 'key';
}

/** One object of every kind, with every field that the kind knows: lists of one item, maps of one key. */
export const samples: readonly Sample[] = kinds.map(sampleOf);

function sampleOf({ apiVersion, kind, type }: KindTable['kinds'][number]): Sample {
  return { apiVersion, kind, ...structOf(type, []) };
}

/** @param within the types around it: one that contains itself is left out the second time. */
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

/** Every place of an object at which a text can stand, but its apiVersion and kind. */
function placesOf({ apiVersion: _, kind: __, ...fields }: Sample): readonly TextPlace[] {
  return textPlaces(fields, []);
}

function textPlaces(value: unknown, path: TextPlace['path']): readonly TextPlace[] {
  if (typeof value === 'string') return [{ path, as: 'value' }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const inner = entries.flatMap(([key, each]) => textPlaces(each, [...path, key]));
  return Array.isArray(value) ? inner : [{ path, as: 'key' }, ...inner];
}

/** Every place of every kind. */
export const PLACES: readonly { readonly sample: Sample; readonly place: TextPlace }[] = samples.flatMap((sample) =>
  placesOf(sample).map((place) => ({ sample, place })),
);

/** The object with a text at a place, and nothing else in it but its kind, its name and what leads there. */
export function withTextAlone({ apiVersion, kind, ...fields }: Sample, place: TextPlace, text: string): Sample {
  const alone = onlyAt(fields, place, text) as Readonly<Record<string, unknown>>;
  return { apiVersion, kind, metadata: { name: 'payments' }, ...alone };
}

function onlyAt(value: unknown, { path: [step, ...rest], as }: TextPlace, text: string): unknown {
  if (step === undefined) return as === 'value' ? text : withKey({}, text, 'text');
  const inner = onlyAt((value as Readonly<Record<string, unknown>>)[String(step)], { path: rest, as }, text);
  return Array.isArray(value) ? [inner] : withKey({}, String(step), inner);
}

/** The object with the text in every place but its kind, and as a key of every map and struct. */
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

/** A copy with one more key, also where that is `__proto__`. */
function withKey(value: unknown, key: string, inner: unknown): object {
  return Object.fromEntries([...Object.entries(value as object), [key, inner]]);
}
