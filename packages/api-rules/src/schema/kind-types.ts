/**
 * The tables of every kind of Kubernetes, which tools/api-schemas writes: a file for each version of an API group, a line for each
 * type. A file is read when the first of its types is asked for, and a line when its fields are, so that the start costs nothing.
 */
import { groupOf, servedKinds } from '@k8s-blocks/manifest';
import { readTable } from './read-table.ts';
import type { Field, ScalarType, Struct, ValueType } from './schema.ts';
import { JUDGED_VERSIONS, judgedVersionsIn } from './spans.ts';

/** The packages of the API groups that are not called like the first label of the group's name. */
const PACKAGES: Readonly<Record<string, string>> = { '': 'core', 'internal.apiserver.k8s.io': 'apiserverinternal' };

/**
 * The type of the objects of one of Kubernetes' own kinds; undefined if it is none.
 *
 * @param apiVersion as in a manifest: `batch/v1`.
 */
export function kindStruct(apiVersion: string, kind: string): Struct | undefined {
  if (servedKinds(apiVersion)?.includes(kind) !== true) return undefined;
  const type = structOfKind(apiVersion, kind);
  return type.fields.size > 0 ? type : undefined;
}

/** The type of the objects of a kind that is known to be one of Kubernetes' own. */
export function structOfKind(apiVersion: string, kind: string): Struct {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return structOf(`${PACKAGES[group] ?? group.split('.')[0]}/${version}`, kind);
}

/** The types that were asked for: types may contain themselves. */
const TYPES = new Map<string, Struct>();

/**
 * The type of a name.
 *
 * @param goPackage the version of the API group that has it: `core/v1`.
 */
export function structOf(goPackage: string, name: string): Struct {
  const fullName = `${goPackage}.${name}`;
  const known = TYPES.get(fullName);
  if (known !== undefined) return known;
  const struct = new TableStruct(goPackage, name);
  TYPES.set(fullName, struct);
  return struct;
}

/** A type whose line is read when its fields are asked for. */
class TableStruct implements Struct {
  readonly name: string;
  readonly fullName: string;
  readonly #goPackage: string;
  #fields: ReadonlyMap<string, Field> | undefined;

  constructor(goPackage: string, name: string) {
    this.name = name;
    this.fullName = `${goPackage}.${name}`;
    this.#goPackage = goPackage;
  }

  get fields(): ReadonlyMap<string, Field> {
    this.#fields ??= new Map(this.#read());
    return this.#fields;
  }

  *#read(): Generator<readonly [string, Field]> {
    for (const part of (linesOf(this.#goPackage).get(this.name) ?? '').split('; ')) {
      const [notation = '', ...names] = part.split(' ');
      const type = valueTypeOf(notation, this.#goPackage);
      for (const each of names) {
        const [name = '', fallback] = each.replace('!', '').split('=');
        const versions = judgedVersionsIn(`${this.fullName}.${name}`);
        if (versions.length === 0) continue;
        yield [
          name,
          {
            type,
            ...(versions.length < JUDGED_VERSIONS.length ? { onlyIn: versions[0] ?? '' } : {}),
            ...(each.endsWith('!') ? { required: true } : {}),
            ...(fallback === undefined ? {} : { fallback }),
          },
        ];
      }
    }
  }
}

/** The type of a notation: `[ContainerPort]@containerPort,protocol`, `{quantity}`, `=TCP|UDP`, `core/v1.PodSpec`. */
function valueTypeOf(notation: string, goPackage: string): ValueType {
  if (notation.startsWith('[')) {
    const end = notation.lastIndexOf(']');
    const of = valueTypeOf(notation.slice(1, end), goPackage);
    if (notation[end + 1] !== '@') return { is: 'list', of };
    return {
      is: 'list',
      of,
      keys: notation
        .slice(end + 2)
        .split(',')
        .filter(Boolean),
    };
  }
  if (notation.startsWith('{')) return { is: 'map', of: valueTypeOf(notation.slice(1, -1), goPackage) };
  if (notation.startsWith('=')) {
    const values = notation.slice(1).replaceAll('_', ' ').split('|');
    return { is: 'scalar', scalar: 'string', values };
  }
  const dot = notation.indexOf('.');
  if (dot >= 0) return { is: 'struct', struct: structOf(notation.slice(0, dot), notation.slice(dot + 1)) };
  if (/^[A-Z]/.test(notation)) return { is: 'struct', struct: structOf(goPackage, notation) };
  return { is: 'scalar', scalar: notation as ScalarType };
}

const LINES = new Map<string, ReadonlyMap<string, string>>();

/** The types of a package, to what stands after their names. */
function linesOf(goPackage: string): ReadonlyMap<string, string> {
  const known = LINES.get(goPackage);
  if (known !== undefined) return known;
  const lines = readTable(goPackage);
  LINES.set(goPackage, lines);
  return lines;
}
