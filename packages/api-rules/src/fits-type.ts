import { type Fields, isFields } from '@k8s-blocks/manifest';
import { kindStruct } from './schema/kind-types.ts';
import type { ScalarType, Struct, ValueType } from './schema/schema.ts';

/** Versions of the API that may change from one version of Kubernetes to the next. */
const UNSTABLE = /(?:alpha|beta)\d+$/;

/**
 * Whether an object is what the type of its kind asks for: it has only fields that its kind has, all that it needs, and values of
 * their types. So the object as a literal is of the TypeScript type that `kubernetes-models` has for each kind of a stable
 * version of Kubernetes' own APIs. False of any other object, such as a custom resource. What an API server asks for besides is judged by
 * `judgeObject`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/#api-versioning
 */
export function fitsType(object: Fields): boolean {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || UNSTABLE.test(apiVersion)) return false;
  const struct = kindStruct(apiVersion, kind);
  return struct !== undefined && isStruct(object, struct);
}

function isStruct(value: unknown, { fields }: Struct): boolean {
  if (!isFields(value)) return false;
  for (const [name, { required }] of fields) if (required && value[name] === undefined) return false;
  return Object.entries(value).every(([key, each]) => {
    const field = fields.get(key);
    return field !== undefined && isOfType(each, field.type);
  });
}

function isOfType(value: unknown, type: ValueType): boolean {
  switch (type.is) {
    case 'struct':
      return isStruct(value, type.struct);
    case 'list':
      return Array.isArray(value) && value.every((each) => isOfType(each, type.of));
    case 'map':
      return isFields(value) && Object.values(value).every((each) => isOfType(each, type.of));
    case 'scalar':
      return isScalar(value, type.scalar) && (type.values?.includes(String(value)) ?? true);
  }
}

function isScalar(value: unknown, scalar: ScalarType): boolean {
  switch (scalar) {
    case 'any':
      return value !== null && value !== undefined;
    case 'boolean':
      return typeof value === 'boolean';
    case 'int32':
    case 'int64':
    case 'number':
      return typeof value === 'number';
    case 'quantity':
    case 'intOrString':
      return typeof value === 'number' || typeof value === 'string';
    default:
      return typeof value === 'string';
  }
}
