/** Types of fields in the notation of the tables, which `packages/api-rules/src/schema/kind-types.ts` reads. */
import type { Definitions, Schema } from './documents.ts';

/** The name of a definition, in parts. */
export interface TypeName {
  /** The Go package that has the type: `core/v1`. */
  readonly goPackage: string;
  /** `Container` */
  readonly name: string;
}

const NAME = /\.([a-z0-9]+)\.(v\d\w*)\.(\w+)$/;

/** The parts of `io.k8s.api.core.v1.Container`; undefined for the few types of no version, which are scalars. */
export function typeNameOf(definition: string): TypeName | undefined {
  const [, group, version, name] = NAME.exec(definition) ?? [];
  if (group === undefined || version === undefined || name === undefined) return undefined;
  return { goPackage: `${group}/${version}`, name };
}

/** What the server reads in a way of its own, by the end of the definition's name. */
const OWN: readonly (readonly [string, string])[] = [
  ['.api.resource.Quantity', 'quantity'],
  ['.util.intstr.IntOrString', 'intOrString'],
  ['.meta.v1.Time', 'time'],
  ['.meta.v1.MicroTime', 'microTime'],
  ['.meta.v1.FieldsV1', 'any'],
  ['.runtime.RawExtension', 'any'],
  ['.apiextensions.v1.JSON', 'any'],
  ['.apiextensions.v1.JSONSchemaPropsOrArray', 'any'],
  ['.apiextensions.v1.JSONSchemaPropsOrBool', 'any'],
  ['.apiextensions.v1.JSONSchemaPropsOrStringArray', 'any'],
];

/** The definition that a schema refers to. */
export function referredBy({ $ref }: Schema): string | undefined {
  return $ref?.slice($ref.lastIndexOf('/') + 1);
}

/** Whether a definition is a struct, and not read in a way of its own. */
export function isStruct(definition: string): boolean {
  return OWN.every(([end]) => !definition.endsWith(end));
}

/**
 * The type of a field.
 *
 * @param goPackage of the type whose field it is: types of the same one are named without it.
 * @param served the schema of the field as a server serves it, with enumerations.
 */
export function notationOf(schema: Schema, goPackage: string, served: Schema | undefined): string {
  const definition = referredBy(schema);
  if (definition !== undefined) return referenceOf(definition, goPackage);
  const { type, items, additionalProperties } = schema;
  if (type === 'array') return `[${notationOf(items ?? {}, goPackage, served?.items)}]${keysOf(schema)}`;
  if (type !== 'object') return scalarOf(schema, served);
  if (additionalProperties === undefined) return 'any';
  return `{${notationOf(additionalProperties, goPackage, served?.additionalProperties)}}`;
}

function referenceOf(definition: string, goPackage: string): string {
  const own = OWN.find(([end]) => definition.endsWith(end));
  if (own !== undefined) return own[1];
  const type = typeNameOf(definition);
  if (type === undefined) return 'any';
  return type.goPackage === goPackage ? type.name : `${type.goPackage}.${type.name}`;
}

function scalarOf({ type, format }: Schema, served: Schema | undefined): string {
  if (type === 'integer') return format ?? 'int64';
  if (type === 'number') return 'number';
  if (format === 'byte') return 'bytes';
  if (type !== 'string') return type ?? 'any';
  // The empty text is taken for absent, and a blank parts names of fields.
  const values = (served?.enum ?? []).filter((value) => value !== '').map((value) => value.replaceAll(' ', '_'));
  return values.length === 0 ? 'string' : `=${values.join('|')}`;
}

/** What tells the entries of a list apart: `@name`, or `@` for a set of scalars. */
function keysOf(schema: Schema): string {
  if (schema['x-kubernetes-list-type'] === 'set') return '@';
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  return keys.length === 0 ? '' : `@${keys.join(',')}`;
}

/** Types that a definition needs, in the order in which they are met. */
export function* structsOf(schema: Schema, definitions: Definitions): Generator<string> {
  const definition = referredBy(schema);
  if (definition !== undefined) {
    if (isStruct(definition) && definitions[definition] !== undefined) yield definition;
    return;
  }
  for (const inner of [schema.items, schema.additionalProperties, ...Object.values(schema.properties ?? {})]) {
    if (inner !== undefined) yield* structsOf(inner, definitions);
  }
}
