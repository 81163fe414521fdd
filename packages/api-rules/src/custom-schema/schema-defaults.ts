import { formatStep, isFields, typeName } from '@k8s-blocks/manifest';
import { quote } from '../violation.ts';
import { type SchemaPlace, type SchemaProps, schemaIn } from './schema-props.ts';
import type { Report } from './structural-schema.ts';

/**
 * What is wrong with the default of a schema: it must fit it. Not looked into are `pattern`, `format`, `allOf`, `anyOf`, `oneOf`, `not`,
 * and defaults of resources and their metadata.
 */
export function reportDefault(schema: SchemaProps, place: SchemaPlace, report: Report): void {
  const value: unknown = schema.default;
  const { level, isInMetadata, isInMap } = place;
  if (value === undefined || level === 'nested' || isInMetadata || isInMap) return;
  if (schema['x-kubernetes-embedded-resource'] === true) return;
  reportValue(value, schema, `${place.path}.default`, report);
}

const REMEDY = 'Give a default that fits the schema.';

function reportValue(value: unknown, schema: SchemaProps, field: string, report: Report): void {
  if (value === null && schema.nullable === true) return;
  const problem = typeProblem(value, schema);
  if (problem !== undefined) {
    report({ code: 'FieldValueTypeInvalid', field, problem, remedy: REMEDY });
    return;
  }
  const { enum: values = [] } = schema;
  if (values.length > 0 && !values.some((each) => JSON.stringify(each) === JSON.stringify(value))) {
    const sentence = `${quote(value)} is not one of ${quote(values)}.`;
    report({ code: 'FieldValueNotSupported', field, problem: sentence, remedy: REMEDY });
  }
  const size = sizeProblem(value, schema);
  if (size !== undefined) report({ field, problem: size, remedy: REMEDY });
  if (Array.isArray(value)) {
    const items = schemaIn(schema.items);
    for (const [index, entry] of value.entries()) {
      if (items !== undefined) reportValue(entry, items, `${field}[${index}]`, report);
    }
  } else if (isFields(value)) reportFields(value, schema, field, report);
}

function reportFields(
  value: Readonly<Record<string, unknown>>,
  schema: SchemaProps,
  path: string,
  report: Report,
): void {
  const { properties = {}, additionalProperties, required = [] } = schema;
  const additional: unknown = additionalProperties;
  const takesAll = schema['x-kubernetes-preserve-unknown-fields'] === true || additional === true;
  for (const [name, child] of Object.entries(value)) {
    const field = path + formatStep(name);
    const known = Object.hasOwn(properties, name) ? properties[name] : schemaIn(additional);
    if (known !== undefined) reportValue(child, known, field, report);
    else if (!takesAll) report({ field, problem: `The schema has no field ${quote(name)}.`, remedy: REMEDY });
  }
  for (const name of required) {
    if (Object.hasOwn(value, name) || properties[name]?.default !== undefined) continue;
    const problem = `The schema requires ${quote(name)}, and it is missing.`;
    report({ code: 'FieldValueRequired', field: path + formatStep(name), problem, remedy: REMEDY });
  }
}

const IS_OF_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  array: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
  integer: Number.isInteger,
  number: (value) => typeof value === 'number',
  object: isFields,
  string: (value) => typeof value === 'string',
};

function typeProblem(value: unknown, schema: SchemaProps): string | undefined {
  const types = schema['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : [schema.type ?? ''];
  if (types.some((type) => IS_OF_TYPE[type]?.(value) ?? true)) return undefined;
  return `${quote(value)} is ${typeName(value)}, and the type is ${types.map((type) => `"${type}"`).join(' or ')}.`;
}

/** What is wrong with how large a number is, how long a text, a list or a map. */
function sizeProblem(value: unknown, schema: SchemaProps): string | undefined {
  if (typeof value === 'number') return numberProblem(value, schema);
  const [size, least, most] =
    typeof value === 'string'
      ? [[...value].length, schema.minLength, schema.maxLength]
      : Array.isArray(value)
        ? [value.length, schema.minItems, schema.maxItems]
        : isFields(value)
          ? [Object.keys(value).length, schema.minProperties, schema.maxProperties]
          : [];
  if (size === undefined) return undefined;
  if (least !== undefined && size < least) return `It has a length of ${size}, and ${least} is the least.`;
  return most !== undefined && size > most ? `It has a length of ${size}, and ${most} is the most.` : undefined;
}

function numberProblem(value: number, schema: SchemaProps): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  // The server cuts the fraction of a limit off where it compares it with an integer.
  const limitOf = (limit: number | undefined) =>
    limit !== undefined && Number.isInteger(value) ? Math.trunc(limit) : limit;
  const least = limitOf(minimum);
  const most = limitOf(maximum);
  if (least !== undefined && (value < least || (exclusiveMinimum === true && value === least))) {
    return `${value} is not ${exclusiveMinimum === true ? 'more than' : 'at least'} ${minimum}.`;
  }
  if (most !== undefined && (value > most || (exclusiveMaximum === true && value === most))) {
    return `${value} is not ${exclusiveMaximum === true ? 'less than' : 'at most'} ${maximum}.`;
  }
  return Number.isInteger(multipleOf) && Number.isInteger(value) && value % (multipleOf ?? 1) !== 0
    ? `${value} is not a multiple of ${multipleOf}.`
    : undefined;
}
