import { isDeepStrictEqual } from 'node:util';
import type { ComparedObject } from './compared-object.ts';
import { pairRenamed } from './renamed.ts';

/** How one object differs between two builds. */
export type ObjectChange =
  | { readonly kind: 'created'; readonly before?: undefined; readonly after: ComparedObject }
  | { readonly kind: 'deleted'; readonly before: ComparedObject; readonly after?: undefined }
  /** It has another name or namespace: the one is deleted, the other created. */
  | { readonly kind: 'renamed'; readonly before: ComparedObject; readonly after: ComparedObject }
  | { readonly kind: 'changed'; readonly before: ComparedObject; readonly after: ComparedObject }
  /** It is written in another way, and is the same to an API server. */
  | { readonly kind: 'rewritten'; readonly before: ComparedObject; readonly after: ComparedObject };

/** A change of an object that is in both builds under the same name. */
export type ChangedObject = Extract<ObjectChange, { readonly kind: 'changed' }>;

/** The objects that differ between two builds: in the order of `after`, and then the deleted ones. */
export function changesOf(
  before: readonly ComparedObject[],
  after: readonly ComparedObject[],
): readonly ObjectChange[] {
  const old = new Map(before.map((object) => [object.key, object]));
  const wanted = new Map(after.map((object) => [object.key, object]));
  const deleted = [...old.values()].filter(({ key }) => !wanted.has(key));
  const created = [...wanted.values()].filter(({ key }) => !old.has(key));
  const renamed = pairRenamed(deleted, created);
  const former = new Set(renamed.values());
  return [
    ...[...wanted.values()].flatMap((object) => changeOf(old.get(object.key), object, renamed.get(object))),
    ...deleted.filter((object) => !former.has(object)).map((object) => ({ kind: 'deleted', before: object }) as const),
  ];
}

function changeOf(
  before: ComparedObject | undefined,
  after: ComparedObject,
  formerly: ComparedObject | undefined,
): readonly ObjectChange[] {
  if (before === undefined) {
    return [formerly === undefined ? { kind: 'created', after } : { kind: 'renamed', before: formerly, after }];
  }
  if (before.fields === after.fields || isDeepStrictEqual(before.fields, after.fields)) return [];
  return [{ kind: isDeepStrictEqual(before.stored(), after.stored()) ? 'rewritten' : 'changed', before, after }];
}
