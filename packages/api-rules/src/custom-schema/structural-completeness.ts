import { formatStep } from '@k8s-blocks/manifest';
import { type SchemaProps, schemaIn } from './schema-props.ts';
import type { Report } from './structural-schema.ts';

/**
 * Finds fields that `allOf`, `anyOf`, `oneOf` and `not` of the schema of a resource name, and that it does not have. (The server does
 * not look for them in those of fields.)
 */
export function reportIncomplete(root: SchemaProps, path: string, report: Report): void {
  reportMissing(root, root, path, path, report);
}

/** @param nested a schema that restricts the values of the other one. */
function reportRestrictions(
  nested: SchemaProps,
  schema: SchemaProps | undefined,
  path: string,
  at: string,
  report: Report,
): void {
  if (schema === undefined) {
    const problem = `It is missing, and ${at} restricts it.`;
    report({ code: 'FieldValueRequired', field: path, problem, remedy: 'Define it here, with its type.' });
    return;
  }
  reportMissing(nested, schema, path, at, report);
  const { properties = {} } = schema;
  for (const [name, child] of Object.entries(nested.properties ?? {})) {
    const step = `.properties${formatStep(name)}`;
    const defined = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (child !== undefined) reportRestrictions(child, defined, path + step, at + step, report);
  }
  const items = schemaIn(nested.items);
  if (items !== undefined) reportRestrictions(items, schemaIn(schema.items), `${path}.items`, `${at}.items`, report);
}

function reportMissing(restricting: SchemaProps, schema: SchemaProps, path: string, at: string, report: Report): void {
  const { not, allOf = [], anyOf = [], oneOf = [] } = restricting;
  if (not !== undefined) reportRestrictions(not, schema, path, `${at}.not`, report);
  for (const [keyword, list] of Object.entries({ allOf, anyOf, oneOf })) {
    for (const [index, nested] of list.entries()) {
      reportRestrictions(nested, schema, path, `${at}.${keyword}[${index}]`, report);
    }
  }
}
