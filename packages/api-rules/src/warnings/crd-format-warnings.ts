/** Formats in the schemas of a CustomResourceDefinition that an API server does not know. */
import {
  type Fields,
  fieldsOf,
  formatStep,
  isFields,
  isOlderKubernetes,
  type KubernetesVersion,
  listOf,
  nonEmptyTextOf,
} from '@k8s-blocks/manifest';
import { type FieldViolation, quote } from '../violation.ts';

/** Without `-`, which the server leaves out. */
const KNOWN = new Set(
  [
    'bsonobjectid uri email hostname ipv4 ipv6 cidr mac uuid uuid3 uuid4 uuid5 isbn isbn10 isbn13 creditcard ssn hexcolor',
    'rgbcolor byte password date duration datetime',
  ].flatMap((line) => line.split(' ')),
);

/** The formats that came with Kubernetes 1.34. */
const KNOWN_SINCE_134 = new Set(['k8sshortname', 'k8slongname']);

/** Deeper than any schema that a server takes: those of a hostile one may go on. */
const MAX_DEPTH = 100;

/** The formats of texts that a server ignores, each where it is met first. */
export function* formatWarnings(definition: Fields, kubernetes: KubernetesVersion): Generator<FieldViolation> {
  const met = new Set<string>();
  for (const [index, version] of listOf(fieldsOf(definition.spec).versions).entries()) {
    const schema = fieldsOf(fieldsOf(version).schema).openAPIV3Schema;
    for (const { format, field } of formatsIn(schema, `spec.versions[${index}].schema.openAPIV3Schema`, 0)) {
      if (met.has(format) || isKnown(format.replaceAll('-', ''), kubernetes)) continue;
      met.add(format);
      const problem = `${quote(format)} is not a format that an API server knows, so that any text is right.`;
      yield { field, problem, remedy: 'Leave it out, or say it by a pattern.' };
    }
  }
}

function isKnown(format: string, kubernetes: KubernetesVersion): boolean {
  return KNOWN.has(format) || (KNOWN_SINCE_134.has(format) && !isOlderKubernetes(kubernetes, '1.34'));
}

function* formatsIn(
  value: unknown,
  path: string,
  depth: number,
): Generator<{ readonly format: string; readonly field: string }> {
  if (depth > MAX_DEPTH || !isFields(value)) return;
  const format = nonEmptyTextOf(value.format);
  if (format !== undefined && value.type === 'string') yield { format, field: `${path}.format` };
  for (const [name, property] of Object.entries(fieldsOf(value.properties))) {
    yield* formatsIn(property, `${path}.properties${formatStep(name)}`, depth + 1);
  }
  for (const name of ['items', 'additionalProperties']) yield* formatsIn(value[name], `${path}.${name}`, depth + 1);
}
