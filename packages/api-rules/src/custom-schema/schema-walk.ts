import type { FieldViolation } from '../violation.ts';
import { readSchema } from './read-schema.ts';
import { reportDefault } from './schema-defaults.ts';
import { reportKeywords } from './schema-keywords.ts';
import { reportListsAndMaps } from './schema-lists.ts';
import { childrenOf, type SchemaPlace, type SchemaProps } from './schema-props.ts';
import { reportValidations } from './schema-validations.ts';
import { reportIncomplete } from './structural-completeness.ts';
import { type Report, reportStructural } from './structural-schema.ts';

/**
 * What is wrong with the schema of a version of a custom resource: with that of the whole resource and all that stand in it.
 *
 * @param path where the schema stands: `spec.versions[0].schema.openAPIV3Schema`.
 */
export function schemaViolations(root: SchemaProps, path: string): readonly FieldViolation[] {
  const { schema, violations } = readSchema(root, path);
  if (schema === undefined) return violations;
  const all = [...violations];
  const report: Report = (violation) => all.push(violation);
  walk(schema, { path, level: 'root' }, report);
  reportIncomplete(schema, path, report);
  return all;
}

/** Each schema is visited once, so that large definitions take linear time. */
function walk(schema: SchemaProps, place: SchemaPlace, report: Report): void {
  reportKeywords(schema, place, report);
  reportStructural(schema, place, report);
  reportListsAndMaps(schema, place.path, report);
  reportValidations(schema, place.path, report);
  reportDefault(schema, place, report);
  for (const child of childrenOf(schema, place)) walk(child.schema, child.place, report);
}
