import { isFields } from '@k8s-blocks/manifest';
import { type FieldViolation, quote, required } from '../violation.ts';
import type { SchemaPlace, SchemaProps } from './schema-props.ts';

/** Takes a violation. Hot path: a definition has thousands of schemas, and no generators are made for each. */
export type Report = (violation: FieldViolation) => void;

/** What makes a schema none of a structural one, by itself: that every field has a type, and where keywords may stand. */
export function reportStructural(schema: SchemaProps, place: SchemaPlace, report: Report): void {
  if (place.level === 'nested') reportNested(schema, place.path, report);
  else {
    reportType(schema, place, report);
    reportFieldsOfResource(schema, place, report);
    reportExtensions(schema, place, report);
  }
}

const EMBEDDED = 'x-kubernetes-embedded-resource';
const INT_OR_STRING = 'x-kubernetes-int-or-string';
const PRESERVE = 'x-kubernetes-preserve-unknown-fields';

const LEVEL_NAMES = { root: 'A whole resource', item: 'The entries of a list', field: 'A field', nested: 'A value' };

function reportType(schema: SchemaProps, { path, level }: SchemaPlace, report: Report): void {
  const { type = '' } = schema;
  const field = `${path}.type`;
  const isUntyped = type === '';
  if (schema[EMBEDDED] === true && type !== 'object') {
    const problem = `It is an embedded resource, and its type is ${isUntyped ? 'missing' : quote(type)}.`;
    const code = isUntyped ? 'FieldValueRequired' : 'FieldValueInvalid';
    report({ code, field, problem, remedy: 'Give it the type "object".' });
  } else if (isUntyped && schema[INT_OR_STRING] !== true && schema[PRESERVE] !== true) {
    const problem = `${LEVEL_NAMES[level]} has no type.`;
    const remedy = `Give it a type, such as "object" or "string", or "${INT_OR_STRING}: true" or "${PRESERVE}: true".`;
    report({ code: 'FieldValueRequired', field, problem, remedy });
  } else if (level === 'root' && type !== 'object' && !isUntyped) {
    report({ field, problem: `The type of a resource is ${quote(type)}.`, remedy: 'Give it the type "object".' });
  }
  if (type === 'array' && !isFields(schema.items)) {
    report({ ...required(`${path}.items`, 'Give the schema of the entries.'), problem: 'An array has no items.' });
  }
}

function reportFieldsOfResource(schema: SchemaProps, { path, level }: SchemaPlace, report: Report): void {
  if (level !== 'root' && schema[EMBEDDED] !== true) return;
  const { properties = {} } = schema;
  for (const [name, type] of [
    ['apiVersion', 'string'],
    ['kind', 'string'],
    ['metadata', 'object'],
  ] as const) {
    const given = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (given === undefined || given.type === type) continue;
    const problem = `The type of ${name} of a resource is ${given.type === undefined ? 'missing' : quote(given.type)}.`;
    report({ field: `${path}.properties.${name}.type`, problem, remedy: `Give it the type "${type}".` });
  }
  if (level === 'root' && Object.hasOwn(properties, 'metadata')) {
    reportMetadata(properties.metadata ?? {}, `${path}.properties.metadata`, report);
  }
}

/** What metadata of resources may say: a default is refused elsewhere, and these say nothing. */
const SAYS_NOTHING = new Set(['type', 'default', 'properties', 'x-kubernetes-validations']);

function reportMetadata(metadata: SchemaProps, field: string, report: Report): void {
  const fields = Object.keys(metadata.properties ?? {});
  const restricts = fields.filter((name) => name !== 'name' && name !== 'generateName');
  const said = Object.entries(metadata).filter(([name, value]) => !SAYS_NOTHING.has(name) && !isZero(value));
  const others = [...restricts.map((name) => `properties.${name}`), ...said.map(([name]) => name)];
  if (others.length === 0) return;
  const problem = `It says ${quote(others)} of metadata, of which only name and generateName may be restricted.`;
  report({ code: 'FieldValueForbidden', field, problem, remedy: 'Keep "type: object", and properties of these two.' });
}

function reportExtensions(schema: SchemaProps, { path, level }: SchemaPlace, report: Report): void {
  const isEmbedded = schema[EMBEDDED] === true;
  const preserves = schema[PRESERVE] === true;
  if (schema[INT_OR_STRING] === true && (preserves || isEmbedded)) {
    const other = preserves ? PRESERVE : EMBEDDED;
    const problem = `It excludes "${INT_OR_STRING}: true".`;
    report({ field: `${path}.${other}`, problem, remedy: 'Remove one of the two.' });
  }
  if (schema.additionalProperties !== undefined && (level === 'root' || isEmbedded)) {
    const problem = 'A resource has no additionalProperties.';
    report({
      code: 'FieldValueForbidden',
      field: `${path}.additionalProperties`,
      problem,
      remedy: 'List its properties.',
    });
  }
  if (isEmbedded && !preserves && Object.keys(schema.properties ?? {}).length === 0) {
    const remedy = `List its properties, or add "${PRESERVE}: true".`;
    report({ ...required(`${path}.properties`, remedy), problem: 'An embedded resource has no properties.' });
  }
}

/** What a nested schema may not say, since it is no restriction of a value. */
const NOT_NESTED = [
  'type',
  'default',
  'title',
  'description',
  'nullable',
  PRESERVE,
  EMBEDDED,
  INT_OR_STRING,
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
] as const;

/** Of these the server tells an empty text from an absent one. */
const EMPTY_IS_SAID = new Set(['x-kubernetes-list-type', 'x-kubernetes-map-type', 'default']);

function reportNested(schema: SchemaProps, path: string, report: Report): void {
  for (const name of NOT_NESTED) {
    const value: unknown = schema[name];
    if (value === undefined || (isZero(value) && !EMPTY_IS_SAID.has(name))) continue;
    report(notNested(`${path}.${name}`, name));
  }
  const additional: unknown = schema.additionalProperties;
  if (additional !== undefined && additional !== false) {
    report(notNested(`${path}.additionalProperties`, 'additionalProperties'));
  }
  if (Object.hasOwn(schema.properties ?? {}, 'metadata')) {
    report(notNested(`${path}.properties.metadata`, 'metadata'));
  }
}

function notNested(field: string, name: string): FieldViolation {
  const problem = `${name} stands in a schema of allOf, anyOf, oneOf or not, which may only restrict values.`;
  return { code: 'FieldValueForbidden', field, problem, remedy: 'Move it to the schema around, and remove it here.' };
}

/** Whether a value is what the types of Go have for an absent one. */
function isZero(value: unknown): boolean {
  return value === '' || value === false || (Array.isArray(value) && value.length === 0);
}
