import { type Definitions, minorOf, type Schema, type VersionedDefinitions } from './documents.ts';
import { notationOf, structsOf, typeNameOf } from './notation.ts';

/** What is written. */
export interface Tables {
  /** The lines of each Go package of types, one a type: `core/v1` to `HostAlias: [string] hostnames; string ip!`. */
  readonly packages: ReadonlyMap<string, readonly string[]>;
  /** What not every version has: `core/v1.PodSpec.workloadRef` to `1.35-1.35`. An open end is not written: `1.36-`. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * The tables of all kinds that some versions serve.
 *
 * @param documents the oldest version first
 * @param served the schemas of a real server
 */
export function tablesOf(documents: readonly VersionedDefinitions[], served: Definitions): Tables {
  const all = merged(documents);
  const packages = new Map<string, string[]>();
  const versions = new Map<string, string>();
  const kinds = Object.keys(all).filter((definition) => isKind(definition, all));
  for (const definition of reachable(kinds, all)) {
    const type = typeNameOf(definition);
    if (type === undefined) continue;
    const fields = fieldsOf(definition, documents);
    const lines = packages.get(type.goPackage) ?? [];
    lines.push(lineOf(type.name, type.goPackage, fields, served[definition]));
    packages.set(type.goPackage, lines);
    const name = `${type.goPackage}.${type.name}`;
    const known = documents.filter(({ definitions }) => definitions[definition] !== undefined);
    if (kinds.includes(definition)) addSpan(versions, name, known, documents);
    for (const [field, { versions: those }] of fields) addSpan(versions, `${name}.${field}`, those, known);
  }
  for (const lines of packages.values()) lines.sort();
  return { packages: sorted(packages), versions: sorted(versions) };
}

/** Every definition, with every property, that any version has. */
function merged(documents: readonly VersionedDefinitions[]): Definitions {
  const all = new Map<string, Schema>();
  for (const { definitions } of documents) {
    for (const [name, schema] of Object.entries(definitions)) {
      all.set(name, { ...schema, properties: { ...all.get(name)?.properties, ...schema.properties } });
    }
  }
  return Object.fromEntries(all);
}

/** Kinds have the metadata of objects; lists of them do not. */
function isKind(definition: string, definitions: Definitions): boolean {
  const { kind, metadata } = definitions[definition]?.properties ?? {};
  return kind !== undefined && (metadata?.$ref?.endsWith('.ObjectMeta') ?? false);
}

function reachable(kinds: readonly string[], definitions: Definitions): readonly string[] {
  const found = new Set(kinds);
  for (const definition of found) {
    const schema = definitions[definition];
    if (schema !== undefined) for (const inner of structsOf(schema, definitions)) found.add(inner);
  }
  return [...found].sort();
}

/** A field in the newest version that has it. */
interface Field {
  readonly schema: Schema;
  /** Whether every version asks for it. */
  readonly required: boolean;
  readonly versions: readonly VersionedDefinitions[];
}

function fieldsOf(definition: string, documents: readonly VersionedDefinitions[]): ReadonlyMap<string, Field> {
  const fields = new Map<string, Field>();
  for (const document of documents) {
    const { properties = {}, required = [] } = document.definitions[definition] ?? {};
    for (const [name, schema] of Object.entries(properties)) {
      const before = fields.get(name);
      const isRequired = required.includes(name) && (before?.required ?? true);
      fields.set(name, { schema, required: isRequired, versions: [...(before?.versions ?? []), document] });
    }
  }
  return fields;
}

function lineOf(
  name: string,
  goPackage: string,
  fields: ReadonlyMap<string, Field>,
  served: Schema | undefined,
): string {
  const byType = new Map<string, string[]>();
  for (const [field, { schema, required }] of [...fields].sort(byKey)) {
    const property = served?.properties?.[field];
    const type = notationOf(schema, goPackage, property);
    const fallback = typeof property?.default === 'string' ? property.default : '';
    const names = byType.get(type) ?? [];
    names.push(`${field}${fallback === '' ? '' : `=${fallback}`}${required ? '!' : ''}`);
    byType.set(type, names);
  }
  const parts = [...byType].sort(byKey).map(([type, names]) => `${type} ${names.join(' ')}`);
  return `${name}: ${parts.join('; ')}`.trimEnd();
}

/** Notes the versions that have something, if they are not all that might. */
function addSpan(
  spans: Map<string, string>,
  name: string,
  having: readonly VersionedDefinitions[],
  all: readonly VersionedDefinitions[],
): void {
  const [first, last] = [having[0]?.version, having.at(-1)?.version];
  if (first === undefined || last === undefined) return;
  const since = first === all[0]?.version ? '' : first;
  const until = minorOf(last) === minorOf(all.at(-1)?.version ?? last) ? '' : last;
  if (since !== '' || until !== '') spans.set(name, `${since}-${until}`);
}

function sorted<T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...map].sort(byKey));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
