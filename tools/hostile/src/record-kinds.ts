import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { KindTable } from './kinds.ts';

/** What is read of an OpenAPI (Swagger 2.0) document of Kubernetes: `api/openapi-spec/swagger.json` of its repository. */
interface Document {
  readonly definitions: Readonly<Record<string, Schema>>;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly 'x-kubernetes-group-version-kind'?: readonly { group: string; version: string; kind: string }[];
}

/** Fields that the server or kubectl writes, or that are given elsewhere: manifests do not have them among their fields. */
const LEFT_OUT = new Set(['apiVersion', 'kind', 'status', 'managedFields']);

/**
 * The kinds that a manifest can have, and the names and types of their fields. To update `kinds.json`:
 *
 *     node --import tsx tools/hostile/src/record-kinds.ts < swagger.json
 */
function tableOf({ definitions }: Document): KindTable {
  const kinds = Object.entries(definitions).flatMap(([name, schema]) =>
    (schema['x-kubernetes-group-version-kind'] ?? []).flatMap(({ group, version, kind }) => {
      if (kind.endsWith('List') || schema.properties?.metadata === undefined || !isObjectMeta(schema)) return [];
      return [{ apiVersion: group === '' ? version : `${group}/${version}`, kind, type: nameOf(name) }];
    }),
  );
  const types = Object.entries(definitions).map(([name, schema]) => [nameOf(name), fieldsOf(schema, definitions)]);
  return reachable({ kinds, types: Object.fromEntries(types) });
}

function isObjectMeta({ properties = {} }: Schema): boolean {
  return properties.metadata?.$ref?.endsWith('.ObjectMeta') ?? false;
}

/** Type to the names of the fields that have it. */
function fieldsOf({ properties = {} }: Schema, definitions: Document['definitions']): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (LEFT_OUT.has(name)) continue;
    const type = typeOf(schema, definitions);
    fields[type] = fields[type] === undefined ? name : `${fields[type]} ${name}`;
  }
  return fields;
}

function typeOf({ $ref, type, items, additionalProperties }: Schema, definitions: Document['definitions']): string {
  if ($ref !== undefined) {
    const name = $ref.slice('#/definitions/'.length);
    const target = definitions[name];
    return target?.properties === undefined ? (target?.type ?? 'object') : nameOf(name);
  }
  if (items !== undefined) return `[${typeOf(items, definitions)}]`;
  return additionalProperties === undefined ? (type ?? 'object') : `{${typeOf(additionalProperties, definitions)}}`;
}

/** `io.k8s.api.apps.v1.DeploymentSpec` is `apps.v1.DeploymentSpec`. */
function nameOf(definition: string): string {
  return definition.split('.').slice(-3).join('.');
}

/** The table without the types that no kind leads to. */
function reachable({ kinds, types }: KindTable): KindTable {
  const found = new Set<string>();
  const waiting = kinds.map(({ type }) => type);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...Object.keys(types[next] ?? {}).map((type) => /[^[\]{}]+/.exec(type)?.[0] ?? type));
  }
  return { kinds, types: Object.fromEntries(Object.entries(types).filter(([name]) => found.has(name))) };
}

const table = tableOf(JSON.parse(await text(process.stdin)));
writeFileSync(fileURLToPath(new URL('kinds.json', import.meta.url)), `${JSON.stringify(table, null, 2)}\n`);
