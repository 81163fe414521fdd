import type { ICustomResourceDefinitionVersion } from 'kubernetes-models/apiextensions.k8s.io/v1/CustomResourceDefinitionVersion';
import type { SchemaProps } from '../custom-schema/schema-props.ts';
import { schemaViolations } from '../custom-schema/schema-walk.ts';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import type { Violations } from '../violation.ts';

type Version = Loose<ICustomResourceDefinitionVersion>;

/**
 * The schema of a version of a CustomResourceDefinition is structural: each field has a type, and `allOf`, `anyOf`, `oneOf` and
 * `not` only restrict values. Lists of the type `map` have keys, and defaults stand where they can be applied. The CEL
 * expressions in `x-kubernetes-validations` are not compiled.
 *
 * @example
 * spec:
 *   versions:
 *     - name: v1
 *       schema:
 *         openAPIV3Schema:
 *           type: object
 *           properties:
 *             spec: { properties: { size: { type: integer } } } # no type
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export const customResourceSchema = typeRule<Version>(
  'custom-resource-schema',
  'apiextensions/v1.CustomResourceDefinitionVersion',
  function* ({ schema, subresources }, { path }) {
    const root = schema?.openAPIV3Schema;
    if (root === undefined) return;
    const at = `${path}.schema.openAPIV3Schema`;
    yield* rootViolations(root, subresources?.status !== undefined, at);
    yield* schemaViolations(root, at);
  },
);

/** What the schema of a whole resource may say although its status is a subresource, whose schema is cut out of it. */
const BESIDE_STATUS = new Set(
  'description type format title maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength pattern maxItems minItems uniqueItems multipleOf required items properties externalDocs example x-kubernetes-preserve-unknown-fields x-kubernetes-validations'.split(
    ' ',
  ),
);

function* rootViolations(root: SchemaProps, hasStatus: boolean, path: string): Violations {
  if (root.nullable === true) {
    const problem = 'A whole resource is never null.';
    yield { code: 'FieldValueForbidden', field: `${path}.nullable`, problem, remedy: 'Remove it.' };
  }
  if (!hasStatus) return;
  const keywords: Readonly<Record<string, unknown>> = root;
  for (const name in keywords) {
    if (BESIDE_STATUS.has(name) || keywords[name] === false || keywords[name] === '') continue;
    const problem = `${name} of a whole resource does not go with a status subresource.`;
    yield { field: `${path}.${name}`, problem, remedy: 'Move it into the schema of spec.' };
  }
}
