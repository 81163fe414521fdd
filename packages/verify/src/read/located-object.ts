import { lineOfPath, type Places } from './places.ts';

/** An object as it was read, and where. */
export interface LocatedObject {
  /** The object as plain data. Aliases of one anchor share their value, so do not change it. */
  readonly object: unknown;
  /** The file; of an object that Kustomize built the `kustomization.yaml`. */
  readonly file: string;
  /** The line in which the object begins, from 1; of an object that Kustomize built 1. */
  readonly line: number;
  /** The line of a field, by its path, or of the nearest thing around it that is written: `spec.ports[0].name`. */
  lineOf(path: string): number;
}

/** A value of a document, with the lines of what is in it. */
export interface LocatedValue {
  readonly value: unknown;
  readonly line: number;
}

/** An object with its place. */
export function locate({ value, line }: LocatedValue, file: string, places: Places): LocatedObject {
  return { object: value, file, line, lineOf: (path) => lineOfPath(value, path, places, line) };
}

/**
 * The objects of a `List`, also of lists in it, or of a list of one kind, such as `ConfigMapList`: there kind and
 * apiVersion of an item need not be said. Anything else is its own single object.
 */
export function flattenLists(located: LocatedValue, places: Places): LocatedValue[] {
  const { value, line } = located;
  if (!isList(value)) return [located];
  const lines = places.get(value.items);
  const { apiVersion, kind, items } = value;
  return items.flatMap((item, index) => {
    const typed = kind === 'List' ? item : withType(item, { apiVersion, kind: kind.slice(0, -'List'.length) }, places);
    return flattenLists({ value: typed, line: lines?.get(String(index)) ?? line }, places);
  });
}

interface List {
  readonly apiVersion?: unknown;
  readonly kind: string;
  readonly items: readonly unknown[];
}

function isList(value: unknown): value is List {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, items } = value as Partial<Record<keyof List, unknown>>;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
}

function withType(item: unknown, type: { apiVersion: unknown; kind: string }, places: Places): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item) || 'kind' in item) return item;
  const typed = { ...type, ...item };
  const lines = places.get(item);
  if (lines !== undefined) places.set(typed, lines);
  return typed;
}
