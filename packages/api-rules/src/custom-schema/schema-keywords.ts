import { isFields } from '@k8s-blocks/manifest';
import { nonEmpty, notSupported, quote } from '../violation.ts';
import type { SchemaPlace, SchemaProps } from './schema-props.ts';
import type { Report } from './structural-schema.ts';

/** Keywords of JSON Schema and OpenAPI that a definition may not use, and what says the same. */
const UNSUPPORTED = {
  $ref: 'Write the schema out.',
  $schema: 'Remove it.',
  additionalItems: 'Give all entries the schema in items.',
  definitions: 'Write the schemas out where they are used.',
  dependencies: 'Use x-kubernetes-validations.',
  id: 'Remove it.',
  patternProperties: 'Use additionalProperties, and x-kubernetes-validations for the keys.',
} as const;

/** Of these the server tells an empty one from an absent one. */
const EMPTY_IS_REFUSED = new Set(['$ref', 'additionalItems', 'dependencies']);

const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** What is wrong with the keywords of a schema, wherever it stands. */
export function reportKeywords(schema: SchemaProps, place: SchemaPlace, report: Report): void {
  const { path } = place;
  for (const each of notSupported(`${path}.type`, nonEmpty(schema.type), TYPES)) report(each);
  for (const name in UNSUPPORTED) {
    const keyword = name as keyof typeof UNSUPPORTED;
    const value: unknown = schema[keyword];
    if (value === undefined || (isEmpty(value) && !EMPTY_IS_REFUSED.has(keyword))) continue;
    const problem = `A CustomResourceDefinition has no ${keyword}.`;
    report({ code: 'FieldValueForbidden', field: `${path}.${keyword}`, problem, remedy: UNSUPPORTED[keyword] });
  }
  if (schema.uniqueItems === true) {
    const remedy = 'Use "x-kubernetes-list-type: set".';
    report({
      code: 'FieldValueForbidden',
      field: `${path}.uniqueItems`,
      problem: 'uniqueItems may not be true.',
      remedy,
    });
  }
  const items: unknown = schema.items;
  if (Array.isArray(items) && items.length > 0) {
    const problem = 'items is a list, not one schema.';
    report({
      code: 'FieldValueForbidden',
      field: `${path}.items`,
      problem,
      remedy: 'Give one schema for all entries.',
    });
  }
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    const field = `${path}.x-kubernetes-preserve-unknown-fields`;
    report({ field, problem: 'It may be true, or absent, and is false.', remedy: 'Remove it.' });
  }
  reportAdditionalProperties(schema, path, report);
  reportPlace(schema, place, report);
  reportPattern(schema, path, report);
}

function reportAdditionalProperties(schema: SchemaProps, path: string, report: Report): void {
  const additional: unknown = schema.additionalProperties;
  if (additional === undefined) return;
  const field = `${path}.additionalProperties`;
  if (typeof additional !== 'boolean' && !isFields(additional)) {
    const problem = `${quote(additional)} is neither a schema nor true or false.`;
    report({ code: 'FieldValueTypeInvalid', field, problem, remedy: 'Give the schema of the values.' });
  } else if (additional !== true && Object.keys(schema.properties ?? {}).length > 0) {
    const problem = 'A schema has properties or additionalProperties, and not both.';
    report({ code: 'FieldValueForbidden', field, problem, remedy: 'Remove one of the two.' });
  }
}

function reportPlace(schema: SchemaProps, { path, noDefaults, isInMetadata }: SchemaPlace, report: Report): void {
  if (noDefaults !== undefined && schema.default !== undefined) {
    const problem = `There may be no default ${noDefaults}.`;
    report({ code: 'FieldValueForbidden', field: `${path}.default`, problem, remedy: 'Remove it.' });
  }
  if (isInMetadata && schema['x-kubernetes-embedded-resource'] === true) {
    const field = `${path}.x-kubernetes-embedded-resource`;
    const problem = 'There is no resource inside of metadata.';
    report({ code: 'FieldValueForbidden', field, problem, remedy: 'Remove it.' });
  }
}

/** What RE2, the regular expressions of Go, do not have: looking ahead and behind, and references to groups. */
const NOT_IN_RE2 = /\(\?<?[=!]|\\[1-9]/;

function reportPattern({ pattern = '' }: SchemaProps, path: string, report: Report): void {
  if (!NOT_IN_RE2.test(pattern.replaceAll('\\\\', ''))) return;
  const problem = `${quote(pattern)} looks around, or refers to a group, which the regular expressions of the API server cannot.`;
  report({ field: `${path}.pattern`, problem, remedy: 'Write it without, or use x-kubernetes-validations.' });
}

function isEmpty(value: unknown): boolean {
  return value === '' || (isFields(value) && Object.keys(value).length === 0);
}
