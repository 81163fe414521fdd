import { formatStep, isFields } from '@k8s-blocks/manifest';
import type { IJSONSchemaProps } from 'kubernetes-models/apiextensions.k8s.io/v1/JSONSchemaProps';
import type { Loose } from '../kinds.ts';

/** A schema in a CustomResourceDefinition, whose fields are known to be of the right types. */
export type SchemaProps = Loose<IJSONSchemaProps>;

/** Where a schema stands in that of a version. */
export interface SchemaPlace {
  /** From the definition: `spec.versions[0].schema.openAPIV3Schema.properties.spec`. */
  readonly path: string;
  /**
   * The schema of a whole resource, of the entries of a list, or of a field or the values of a map; `nested` in `allOf`, `anyOf`,
   * `oneOf` and `not`, where a schema restricts values, and says nothing of what fields there are.
   */
  readonly level: 'root' | 'item' | 'field' | 'nested';
  /** Whether it is the first of the `allOf` of a schema that is not nested. */
  readonly isFirstOfAll?: true;
  /** Whether it is of the metadata, apiVersion or kind of a resource, or in it. */
  readonly isInMetadata?: true;
  /** Why it may have no default: "in metadata". Absent if it may. */
  readonly noDefaults?: string;
  /** Whether it is of the values of a map, or in it: the server does not look at defaults there. */
  readonly isInMap?: true;
}

/** A schema right below another one. */
export interface ChildSchema {
  readonly schema: SchemaProps;
  readonly place: SchemaPlace;
}

/** The schemas right below one. */
export function childrenOf(schema: SchemaProps, place: SchemaPlace): readonly ChildSchema[] {
  const children: ChildSchema[] = [];
  const { properties, not, allOf, oneOf, anyOf } = schema;
  const items = schemaIn(schema.items);
  const values = schemaIn(schema.additionalProperties);
  for (const name in properties) {
    const child = properties[name];
    if (child !== undefined) children.push({ schema: child, place: placeOfProperty(name, schema, place) });
  }
  if (items !== undefined) children.push({ schema: items, place: placeOfItems(place) });
  if (values !== undefined) children.push({ schema: values, place: placeOfValues(place) });
  if (not !== undefined) children.push({ schema: not, place: nestedIn(place, '.not') });
  for (const [index, child] of allOf?.entries() ?? []) {
    const isFirst = index === 0 && place.level !== 'nested' ? { isFirstOfAll: true as const } : {};
    children.push({ schema: child, place: { ...nestedIn(place, `.allOf[${index}]`), ...isFirst } });
  }
  for (const [index, child] of oneOf?.entries() ?? []) {
    children.push({ schema: child, place: nestedIn(place, `.oneOf[${index}]`) });
  }
  if (anyOf === undefined || isIntOrString(schema, place)) return children;
  for (const [index, child] of anyOf.entries()) {
    children.push({ schema: child, place: nestedIn(place, `.anyOf[${index}]`) });
  }
  return children;
}

/** The schema in a field that may also hold something else: `items` a list of schemas, `additionalProperties` true or false. */
export function schemaIn(value: unknown): SchemaProps | undefined {
  return isFields(value) ? value : undefined;
}

function placeOfItems(place: SchemaPlace): SchemaPlace {
  return { ...childOf(place, '.items'), level: place.level === 'nested' ? 'nested' : 'item' };
}

function placeOfValues(place: SchemaPlace): SchemaPlace {
  const child: SchemaPlace = { ...childOf(place, '.additionalProperties'), isInMap: true };
  return place.isInMetadata ? { ...child, noDefaults: 'inside additionalProperties of metadata' } : child;
}

/** The fields that every resource has. */
const OF_RESOURCES = new Set(['apiVersion', 'kind', 'metadata']);

function placeOfProperty(name: string, schema: SchemaProps, place: SchemaPlace): SchemaPlace {
  const child = childOf(place, `.properties${formatStep(name)}`);
  const isOfResource = place.level === 'root' || schema['x-kubernetes-embedded-resource'] === true;
  if (!isOfResource || !OF_RESOURCES.has(name)) return child;
  const noDefaults = place.level === 'root' ? { noDefaults: `in ${name} of a resource` } : {};
  return { ...child, isInMetadata: true, ...noDefaults };
}

function childOf({ path, level, isInMetadata, noDefaults, isInMap }: SchemaPlace, step: string): SchemaPlace {
  return {
    path: path + step,
    level: level === 'nested' ? 'nested' : 'field',
    ...(isInMetadata ? { isInMetadata } : {}),
    ...(noDefaults === undefined ? {} : { noDefaults }),
    ...(isInMap ? { isInMap } : {}),
  };
}

function nestedIn(place: SchemaPlace, step: string): SchemaPlace {
  return { ...childOf(place, step), level: 'nested' };
}

/** Whether `anyOf` says integer or string, as is usual beside `x-kubernetes-int-or-string`: types may stand there, unlike elsewhere. */
function isIntOrString({ anyOf }: SchemaProps, { level, isFirstOfAll }: SchemaPlace): boolean {
  if (anyOf?.length !== 2 || (level === 'nested' && isFirstOfAll !== true)) return false;
  return ['integer', 'string'].every((type, index) => {
    const child = anyOf[index];
    return child?.type === type && Object.keys(child).length === 1;
  });
}
