import { type Fields, formatStep, isFields } from '@k8s-blocks/manifest';
import type { Schema } from './schema/schema.ts';
import type { Violations } from './schema/values.ts';
import { inPath, type Quote } from './violation.ts';

/** An object of Kubernetes in a field of a custom resource. */
export interface EmbeddedObject {
  /** The path of the field. */
  readonly field: string;
  readonly object: Fields;
}

/**
 * The objects of Kubernetes in fields of a custom resource, such as templates.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#rawextension
 */
export function* embeddedObjects(value: unknown, schema: Schema, path: string): Generator<EmbeddedObject> {
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return;
    for (const [index, each] of value.entries()) yield* embeddedObjects(each, items, `${path}[${index}]`);
  } else if (isFields(value)) {
    if (schema.isEmbeddedResource) yield { field: path, object: value };
    for (const [key, each] of Object.entries(value)) {
      const known = schema.field(key);
      if (known !== undefined) yield* embeddedObjects(each, known, inPath(path, formatStep(key)));
    }
  }
}

const FORMS: Readonly<Record<string, RegExp>> = {
  apiVersion: /^(?:[^/]*\/)?[^/]+$/,
  kind: /^[A-Za-z](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?$/,
};

/** An embedded object has an apiVersion and a kind. */
export function* embeddedViolations({ field: path, object }: EmbeddedObject, quote: Quote): Violations {
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
}
