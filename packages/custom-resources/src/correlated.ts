import { fieldsOf, isFields } from '@k8s-blocks/manifest';
import type { Schema } from './schema/schema.ts';
import { isEqualJson } from './schema/values.ts';

/**
 * The entry of the old list that is the same as a new one: only of a list that is a map, whose entries have keys. Undefined if
 * there is none.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules
 */
export function correlatedEntry(entry: unknown, old: unknown, { listType, listMapKeys }: Schema): unknown {
  if (listType !== 'map' || !Array.isArray(old)) return undefined;
  const keysOf = (value: unknown) => listMapKeys.map((key) => fieldsOf(value)[key] ?? null);
  const keys = keysOf(entry);
  return old.find((each) => isEqualJson(keysOf(each), keys));
}

/** The value of a field in the old object; undefined if there is none, or the object is only changed as a whole. */
export function correlatedField(key: string, old: unknown, { raw }: Schema): unknown {
  if (raw['x-kubernetes-map-type'] === 'atomic' || !isFields(old) || !Object.hasOwn(old, key)) return undefined;
  return old[key] ?? undefined;
}
