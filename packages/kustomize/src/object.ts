import type { Plain, PlainMap } from './plain.ts';
import { isMap } from './plain.ts';

/** An object as plain data, known to have an apiVersion, a kind and a name. */
export interface PlainObject extends PlainMap {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: PlainMap & { readonly name: string };
}

/** What tells an object from the others of its layer. */
export function identify({ apiVersion, kind, metadata }: PlainObject): string {
  return `${apiVersion} ${kind} ${metadata.name}`;
}

/** An object as messages name it: `Deployment agent-society`. */
export function sayObject(object: { readonly kind: Plain; readonly metadata?: Plain }): string {
  const name = isMap(object.metadata) ? object.metadata.name : undefined;
  return `${String(object.kind)} ${String(name ?? '(without a name)')}`;
}

/** Whether plain data is an object that can be told from others. */
export function isObject(value: PlainMap): value is PlainObject {
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === 'string' && typeof kind === 'string' && isMap(metadata) && typeof metadata.name === 'string'
  );
}
