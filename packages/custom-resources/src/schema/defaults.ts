import { type Fields, isFields } from '@k8s-blocks/manifest';
import type { Schema } from './schema.ts';
import { mappedList, mappedObject } from './unknown-fields.ts';

/**
 * The object with the defaults of its schema, as a server judges it: first null is left out where it is not allowed and there
 * is no default, then defaults stand for what is absent, or null where it is not allowed.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function withDefaults(object: unknown, schema: Schema): unknown {
  return defaulted(withoutNulls(object, schema), schema);
}

function withoutNulls(value: unknown, schema: Schema | undefined): unknown {
  if (Array.isArray(value)) return mappedList(value, (each) => withoutNulls(each, schema?.items));
  if (!isFields(value)) return value;
  return mappedObject(value, (key, each) => {
    const known = schema?.field(key);
    const isLeftOut = isForbiddenNull(each, known) && known?.default === undefined;
    return isLeftOut ? undefined : withoutNulls(each, known);
  });
}

function defaulted(value: unknown, schema: Schema | undefined): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return mappedList(value, (each) =>
      defaulted(isForbiddenNull(each, items) ? (items?.default ?? null) : each, items),
    );
  }
  if (!isFields(value)) return value;
  return mappedObject(withMissing(value, schema), (key, each) => {
    const known = schema.field(key);
    return defaulted(isForbiddenNull(each, known) ? (known?.default ?? null) : each, known);
  });
}

/** The object with the defaults of its own missing fields. */
function withMissing(object: Fields, schema: Schema): Fields {
  const missing = [...schema.properties].filter(
    ([name, property]) => property.default !== undefined && !Object.hasOwn(object, name),
  );
  if (missing.length === 0) return object;
  return { ...object, ...Object.fromEntries(missing.map(([name, property]) => [name, property.default])) };
}

function isForbiddenNull(value: unknown, schema: Schema | undefined): boolean {
  return value === null && schema !== undefined && !schema.isNullable;
}
