import type { LocatedObject } from '@k8s-blocks/findings';
import { type FileNotes, lineOfPath, writtenAtPath } from './key-lines.ts';

/** An object that was read from a file or of a build: of one that Kustomize built, file and line are those of its kustomization. */
export interface ReadObject extends LocatedObject {
  readonly file: string;
  /** The line in which the object begins, from 1. */
  readonly line: number;
  readonly lineOf: (field: string) => number;
  readonly writtenAt: (field: string) => string | undefined;
}

/** A value of a document, with the lines of what is in it. */
export interface LocatedValue {
  readonly value: unknown;
  readonly line: number;
}

/**
 * An object with its file and lines. Its value is plain data; aliases of one anchor share theirs, so do not change it.
 *
 * @param position the position of the object among those of the file, from 0.
 */
export function locate({ value, line }: LocatedValue, file: string, position: number, notes: FileNotes): ReadObject {
  const lineOf = (path: string) => lineOfPath(value, path, notes.keyLines, line);
  const writtenAt = (path: string) => writtenAtPath(value, path, notes);
  return { object: value, document: `${file}#${position}`, file, line, lineOf, writtenAt };
}

/**
 * The objects of a `List`, also of lists in it, or of a list of one kind, such as `ConfigMapList`: there kind and
 * apiVersion of an item may be absent. Anything else is its own single object.
 */
export function flattenLists(located: LocatedValue, notes: FileNotes): LocatedValue[] {
  const { value, line } = located;
  if (!isList(value)) return [located];
  const lines = notes.keyLines.get(value.items);
  const { apiVersion, kind, items } = value;
  return items.flatMap((item, index) => {
    const typed = kind === 'List' ? item : withType(item, { apiVersion, kind: kind.slice(0, -'List'.length) }, notes);
    return flattenLists({ value: typed, line: lines?.get(String(index)) ?? line }, notes);
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

function withType(
  item: unknown,
  type: { apiVersion: unknown; kind: string },
  { keyLines, written }: FileNotes,
): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item) || 'kind' in item) return item;
  const typed = { ...type, ...item };
  const lines = keyLines.get(item);
  if (lines !== undefined) keyLines.set(typed, lines);
  const texts = written.get(item);
  if (texts !== undefined) written.set(typed, texts);
  return typed;
}
