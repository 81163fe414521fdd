import { isMap, type PlainMap } from './plain.ts';

/** An object as plain data, known to have an apiVersion, a kind and a name. */
export interface PlainObject extends PlainMap {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: PlainMap & { readonly name: string };
}

/**
 * Equal for an object of base and the one of an overlay that patches can make of it. Unlike to a cluster, to Kustomize the
 * version is part of what an object is; the namespace is not, since a layer has one for all.
 */
export function identify({ apiVersion, kind, metadata }: PlainObject): string {
  return JSON.stringify([apiVersion, kind, metadata.name]);
}

/** Whether plain data is an object that can be told from others. */
export function isObject(value: PlainMap): value is PlainObject {
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === 'string' && typeof kind === 'string' && isMap(metadata) && typeof metadata.name === 'string'
  );
}
