import { type Fields, formatStep, isFields } from '@k8s-blocks/manifest';
import { decode } from '../schema/decode.ts';
import { structOf } from '../schema/kind-types.ts';
import type { FieldViolation } from '../violation.ts';
import type { SchemaProps } from './schema-props.ts';

/** A schema whose values are all of the right types, or what is wrong with them. */
export interface ReadSchema {
  /** Absent if values are of wrong types: the server reads nothing then. */
  readonly schema?: SchemaProps;
  readonly violations: readonly FieldViolation[];
}

/** The keywords whose values may also be something else than a schema, so that no table of types has read them. */
const UNTYPED = ['items', 'additionalProperties'] as const;

/**
 * Reads the schemas in `items` and `additionalProperties`, at all depths. Elsewhere the schema has been read before.
 *
 * @param path where the schema stands, for its violations.
 */
export function readSchema(root: SchemaProps, path: string): ReadSchema {
  const violations: FieldViolation[] = [];
  const schema = readBelow(root, path, violations);
  return violations.some(({ code }) => code === 'FieldValueTypeInvalid') ? { violations } : { schema, violations };
}

/** Returns the very schema if nothing in it is null. */
function readBelow(schema: SchemaProps, path: string, violations: FieldViolation[]): SchemaProps {
  const changes: Record<string, unknown> = {};
  for (const keyword of UNTYPED) {
    const value: unknown = schema[keyword];
    if (!isFields(value)) continue;
    const read = readBelow(readUntyped(value, `${path}.${keyword}`, violations), `${path}.${keyword}`, violations);
    if (read !== value) changes[keyword] = read;
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const read = schema[keyword]?.map((child, at) => readBelow(child, `${path}.${keyword}[${at}]`, violations));
    if (read?.some((child, at) => child !== schema[keyword]?.[at])) changes[keyword] = read;
  }
  const not = schema.not && readBelow(schema.not, `${path}.not`, violations);
  if (not !== schema.not) changes.not = not;
  const changed: Record<string, SchemaProps> = {};
  for (const name in schema.properties) {
    const child = schema.properties[name] ?? {};
    const read = readBelow(child, `${path}.properties${formatStep(name)}`, violations);
    if (read !== child) changed[name] = read;
  }
  if (Object.keys(changed).length > 0) changes.properties = { ...schema.properties, ...changed };
  return Object.keys(changes).length > 0 ? { ...schema, ...changes } : schema;
}

const DROPPED = 'The API server drops it without a word.';

function readUntyped(value: Fields, path: string, violations: FieldViolation[]): SchemaProps {
  const type = structOf('apiextensions/v1', 'JSONSchemaProps');
  const read = decode(value, type);
  const below = (violation: FieldViolation) => ({ ...violation, field: `${path}.${violation.field}` });
  violations.push(...read.mistyped.map(below));
  for (const each of read.unknown) violations.push({ ...below(each), severity: 'warning', why: DROPPED });
  return read.mistyped.length > 0 ? {} : read.value;
}
