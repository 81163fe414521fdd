import type { ICustomResourceDefinitionVersion } from 'kubernetes-models/apiextensions.k8s.io/v1/CustomResourceDefinitionVersion';
import { fieldAt } from '../custom-schema/field-path.ts';
import type { SchemaProps } from '../custom-schema/schema-props.ts';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, quote, type Violations } from '../violation.ts';

type Version = Loose<ICustomResourceDefinitionVersion>;

/**
 * In a version of a CustomResourceDefinition, the paths of columns, scale and selectable fields lead to fields, and a warning of
 * deprecation is of a version that is deprecated.
 *
 * @example
 * spec:
 *   versions:
 *     - name: v1
 *       subresources:
 *         scale: { specReplicasPath: spec.replicas, statusReplicasPath: .status.replicas } # .spec.replicas
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#advanced-topics
 */
export const customResourceVersion = typeRule<Version>(
  'custom-resource-version',
  'apiextensions/v1.CustomResourceDefinitionVersion',
  function* (version, { path }) {
    yield* warningViolations(version, `${path}.deprecationWarning`);
    for (const [index, { jsonPath = '' }] of version.additionalPrinterColumns?.entries() ?? []) {
      yield* pathViolations(jsonPath, [], `${path}.additionalPrinterColumns[${index}].jsonPath`);
    }
    const { specReplicasPath, statusReplicasPath, labelSelectorPath } = version.subresources?.scale ?? {};
    const scale = `${path}.subresources.scale`;
    yield* pathViolations(specReplicasPath, ['.spec.'], `${scale}.specReplicasPath`);
    yield* pathViolations(statusReplicasPath, ['.status.'], `${scale}.statusReplicasPath`);
    yield* pathViolations(labelSelectorPath, ['.spec.', '.status.'], `${scale}.labelSelectorPath`);
    yield* selectableViolations(version, `${path}.selectableFields`);
  },
);

const MAX_WARNING = 256;

function* warningViolations({ deprecated, deprecationWarning }: Version, field: string): Violations {
  if (deprecationWarning === undefined) return;
  const problem =
    deprecated !== true
      ? 'The version is not deprecated.'
      : deprecationWarning === ''
        ? 'It is empty.'
        : Buffer.byteLength(deprecationWarning) > MAX_WARNING
          ? `It has more than ${MAX_WARNING} bytes.`
          : /[^\P{C}]|[^\P{Z} ]/u.test(deprecationWarning)
            ? 'It holds characters that cannot be printed, such as a line break.'
            : undefined;
  if (problem === undefined) return;
  yield { field, problem, remedy: 'Set "deprecated: true" and give a short text, or remove it.' };
}

/** @param within how the path begins; empty if as it likes. */
function* pathViolations(path = '', within: readonly string[], field: string): Generator<FieldViolation> {
  if (path === '') return;
  if (!path.startsWith('.')) {
    yield { field, problem: `${quote(path)} does not begin with a dot.`, remedy: 'Write it as ".spec.replicas".' };
  } else if (within.length > 0 && !within.some((start) => path.startsWith(start))) {
    const problem = `${quote(path)} does not begin with ${within.map((start) => `"${start}"`).join(' or ')}.`;
    yield { field, problem, remedy: `Name a field in ${within.map((start) => start.slice(1, -1)).join(' or ')}.` };
  }
}

const MAX_SELECTABLE = 8;
const SELECTABLE_TYPES = ['string', 'boolean', 'integer'];

function* selectableViolations({ selectableFields = [], schema }: Version, path: string): Violations {
  const root = schema?.openAPIV3Schema;
  if (root === undefined) return;
  for (const [index, { jsonPath = '' }] of selectableFields.entries()) {
    const problem = jsonPath === '' ? undefined : selectableProblem(jsonPath, root);
    if (problem === undefined) continue;
    const remedy = 'Name a field of the type string, boolean or integer, outside of metadata.';
    yield { field: `${path}[${index}].jsonPath`, problem, remedy };
  }
  const paths = new Set(selectableFields.map(({ jsonPath }) => jsonPath));
  if (paths.size <= MAX_SELECTABLE) return;
  const problem = `There are ${paths.size}, and ${MAX_SELECTABLE} are the most.`;
  yield { code: 'FieldValueTooMany', field: path, problem, remedy: 'Remove some.' };
}

function selectableProblem(jsonPath: string, root: SchemaProps): string | undefined {
  const { problem, names, schema } = fieldAt(jsonPath, root, { brackets: false });
  if (problem !== undefined) return problem;
  if (names?.[0] === 'metadata') return `${quote(jsonPath)} is a field of metadata.`;
  if (SELECTABLE_TYPES.includes(schema?.type ?? '')) return undefined;
  return `${quote(jsonPath)} is of the type ${quote(schema?.type)}.`;
}
