import { isMap, type PlainMap } from './plain-data.ts';

/** A Kubernetes object as plain data, checked to have an apiVersion, a kind and a name. */
export interface PlainObject extends PlainMap {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: PlainMap & { readonly name: string };
}

/**
 * The key by which Kustomize matches a patch with an object. Unlike in a cluster, the version is part of it. The namespace is
 * that in the file; an object that names none is in `default` to Kustomize.
 */
export function identify({ apiVersion, kind, metadata: { name, namespace = 'default' } }: PlainObject): string {
  return JSON.stringify([apiVersion, kind, name, namespace]);
}

/** Whether plain data has what {@link identify} needs. */
export function isObject(value: PlainMap): value is PlainObject {
  const { apiVersion, kind, metadata } = value;
  return (
    typeof apiVersion === 'string' && typeof kind === 'string' && isMap(metadata) && typeof metadata.name === 'string'
  );
}
