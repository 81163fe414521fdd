import { type Fields, fieldsOf, formatStep, isFields } from '@k8s-blocks/manifest';
import type { Quote } from '../violation.ts';
import { inPath } from '../violation.ts';
import type { Schema } from './schema.ts';
import { keyOfJson, type Violations } from './values.ts';

/**
 * The entries of lists that are sets or maps are there once.
 *
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy
 */
export function* duplicateViolations(value: unknown, schema: Schema, path: string, quote: Quote): Violations {
  if (Array.isArray(value)) {
    yield* repeatedEntries(value, schema, path, quote);
    const { items } = schema;
    if (items === undefined) return;
    for (const [index, each] of value.entries()) yield* duplicateViolations(each, items, `${path}[${index}]`, quote);
  } else if (isFields(value)) {
    for (const [key, each] of Object.entries(value)) {
      const known = schema.field(key);
      if (known !== undefined) yield* duplicateViolations(each, known, inPath(path, formatStep(key)), quote);
    }
  }
}

function* repeatedEntries(list: readonly unknown[], schema: Schema, path: string, quote: Quote): Violations {
  if (schema.listType === 'atomic') return;
  const isMap = schema.listType === 'map';
  if (isMap) {
    const wrong = list.findIndex((each) => each !== null && !isFields(each));
    if (wrong >= 0) {
      const field = `${path}[${wrong}]`;
      const problem = `${quote(field, list[wrong])} is no object, and the list is told apart by fields.`;
      yield { code: 'FieldValueInvalid', field, problem, remedy: 'Write an object.' };
      return;
    }
  }
  const counts = new Map<string, number>();
  for (const [index, each] of list.entries()) {
    const key = isMap ? keyFields(each, schema.listMapKeys) : each;
    const text = keyOfJson(key);
    const count = counts.get(text) ?? 0;
    counts.set(text, count + 1);
    if (count !== 1) continue;
    const field = `${path}[${index}]`;
    const problem = `${quote(field, key)} is there more than once.`;
    yield { code: 'FieldValueDuplicate', field, problem, remedy: 'Leave one of them out, or change it.' };
  }
}

function keyFields(entry: unknown, keys: readonly string[]): Fields {
  const fields = fieldsOf(entry);
  return Object.fromEntries(keys.filter((key) => Object.hasOwn(fields, key)).map((key) => [key, fields[key]]));
}
