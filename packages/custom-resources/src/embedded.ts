import { type Fields, formatStep, isFields, typeName } from '@k8s-blocks/manifest';
import type { Schema } from './schema/schema.ts';
import type { Violations } from './schema/values.ts';
import { inPath, type Quote } from './violation.ts';

/**
 * Objects of Kubernetes in fields of a custom resource have an apiVersion and a kind.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#rawextension
 */
export function* embeddedViolations(value: unknown, schema: Schema, path: string, quote: Quote): Violations {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return;
    for (const [index, each] of value.entries()) yield* embeddedViolations(each, items, `${path}[${index}]`, quote);
  } else if (isFields(value)) {
    if (schema.isEmbeddedResource) yield* objectViolations(value, path, quote);
    for (const [key, each] of Object.entries(value)) {
      const known = schema.field(key);
      if (known !== undefined) yield* embeddedViolations(each, known, inPath(path, formatStep(key)), quote);
    }
  }
}

const FORMS: Readonly<Record<string, RegExp>> = {
  apiVersion: /^(?:[^/]*\/)?[^/]+$/,
  kind: /^[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
};

function* objectViolations(object: Fields, path: string, quote: Quote): Violations {
  for (const [name, form] of Object.entries(FORMS)) {
    const field = inPath(path, `.${name}`);
    const value = object[name];
    const remedy = `Give the object its ${name}.`;
    if (value === undefined) {
      yield { code: 'FieldValueRequired', field, problem: `${name} is missing.`, remedy };
    } else if (typeof value !== 'string' || !form.test(value)) {
      yield { code: 'FieldValueInvalid', field, problem: `${quote(field, value)} is no ${name}.`, remedy };
    }
  }
  const { metadata } = object;
  if (metadata === undefined || metadata === null || isFields(metadata)) return;
  const field = inPath(path, '.metadata');
  const problem = `${quote(field, metadata)} is ${typeName(metadata)}, not an object.`;
  yield { code: 'FieldValueInvalid', field, problem, remedy: 'Write its fields as keys.' };
}
