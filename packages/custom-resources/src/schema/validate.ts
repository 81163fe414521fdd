import { formatStep, isFields, typeName } from '@k8s-blocks/manifest';
import { inPath } from '../violation.ts';
import { combinedViolations } from './combined.ts';
import { isKnownFormat } from './formats.ts';
import { enumViolations, numberViolations, sizeViolations, textViolations } from './scalars.ts';
import type { Schema } from './schema.ts';
import { isInteger, type ValueContext, type Violations } from './values.ts';

/**
 * What a server finds wrong with a value by its schema.
 *
 * @param path the path of the value in its object; empty for the object itself.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
 */
export function* schemaViolations(value: unknown, schema: Schema, path: string, context: ValueContext): Violations {
  const ofType = [...typeViolations(value, schema, path, context)];
  yield* ofType;
  // What else a server says of such a value follows from its type.
  if (ofType.length > 0) return;
  if (value === null) {
    yield* enumViolations(value, schema, path, context);
    return;
  }
  yield* combinedViolations(value, schema, path, context, schemaViolations);
  if (typeof value === 'string') yield* textViolations(value, schema, path, context);
  if (typeof value === 'number') yield* numberViolations(value, schema, path);
  if (Array.isArray(value)) yield* listViolations(value, schema, path, context);
  yield* enumViolations(value, schema, path, context);
  if (isFields(value)) yield* objectViolations(value, schema, path, context);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
};

function* typeViolations(value: unknown, schema: Schema, path: string, { quote }: ValueContext): Violations {
  const types = schema.isIntOrString ? ['integer', 'string'] : schema.type === undefined ? [] : [schema.type];
  if (types.length === 0 || types.some((type) => isOfType(value, type, schema))) return;
  const names = types.map((type) => TYPE_NAMES[type] ?? type).join(' or ');
  yield {
    code: 'FieldValueTypeInvalid',
    field: path,
    problem: `${quote(path, value)} is ${typeOf(value)}, not ${names}.`,
    remedy: remedyForType(value, types, names),
  };
}

function isOfType(value: unknown, type: string, schema: Schema): boolean {
  if (value === null) return schema.isNullable;
  switch (type) {
    case 'object':
      return isFields(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
      // A list passes where the text has a format: a server looks at the format of texts alone, and at no type then.
      return typeof value === 'string' || (Array.isArray(value) && isKnownFormat(schema.format));
    case 'integer':
      return isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

function typeOf(value: unknown): string {
  if (typeof value === 'number' && !isInteger(value))
    return Number.isInteger(value) ? 'too large' : 'a number with a fraction';
  return typeName(value);
}

function remedyForType(value: unknown, types: readonly string[], names: string): string {
  const isPlain = typeof value === 'number' || typeof value === 'boolean';
  if (types.includes('string') && isPlain) return 'Put it in quotes, as it is written in its file.';
  const isNumber = typeof value === 'string' && /^-?\d{1,15}$/.test(value);
  if ((types.includes('integer') || types.includes('number')) && isNumber) return `Write ${value}, without quotes.`;
  if (value === null) return `Write ${names}, or leave the field out.`;
  return `Write ${names}.`;
}

function* listViolations(list: readonly unknown[], schema: Schema, path: string, context: ValueContext): Violations {
  const { items } = schema;
  if (items !== undefined) {
    for (const [index, each] of list.entries()) yield* schemaViolations(each, items, `${path}[${index}]`, context);
  }
  yield* sizeViolations(list.length, schema, path, 'Items', 'entries');
}

function* objectViolations(
  object: Readonly<Record<string, unknown>>,
  schema: Schema,
  path: string,
  context: ValueContext,
): Violations {
  yield* sizeViolations(Object.keys(object).length, schema, path, 'Properties', 'fields');
  for (const [key, value] of Object.entries(object)) {
    const known = schema.field(key);
    if (known !== undefined) yield* schemaViolations(value, known, inPath(path, formatStep(key)), context);
  }
  for (const name of schema.required) {
    if (Object.hasOwn(object, name)) continue;
    yield {
      code: 'FieldValueRequired',
      field: inPath(path, formatStep(name)),
      problem: `${name} is missing.`,
      remedy: `Give the field ${name}.`,
    };
  }
}
