/**
 * The tables of every kind of Kubernetes, which tools/api-schemas writes: a file for each version of an API group, a line for each
 * type. A file is read when the first of its types is asked for, and a line when its fields are, so that the start costs nothing.
 */
import { groupOf, type KubernetesVersion, NEWEST_KUBERNETES, servedKinds } from '@k8s-blocks/manifest';
import { readTable } from './read-table.ts';
import type { Field, ScalarType, Struct, ValueType } from './schema.ts';
import { isIn, type Span, spanOf } from './spans.ts';

/** The packages of the API groups that are not called like the first label of the group's name. */
const PACKAGES: Readonly<Record<string, string>> = { '': 'core', 'internal.apiserver.k8s.io': 'apiserverinternal' };

/**
 * The type of the objects of one of Kubernetes' own kinds; undefined if it is none, or the version of Kubernetes lacks it.
 *
 * @param apiVersion as in a manifest: `batch/v1`.
 * @param kubernetes Default: the newest known version.
 */
export function kindStruct(
  apiVersion: string,
  kind: string,
  kubernetes: KubernetesVersion = NEWEST_KUBERNETES,
): Struct | undefined {
  const span = spanOfKind(apiVersion, kind);
  if (span === undefined || !isIn(span, kubernetes)) return undefined;
  const type = structOfKind(apiVersion, kind, kubernetes);
  return type.fields.size > 0 ? type : undefined;
}

/** The versions of Kubernetes that have one of its own kinds in an API version; undefined if no known one has. */
export function spanOfKind(apiVersion: string, kind: string): Span | undefined {
  if (servedKinds(apiVersion)?.includes(kind) !== true) return undefined;
  return spanOf(`${packageOf(apiVersion)}.${kind}`);
}

/** The type of the objects of a kind that is known to be one of Kubernetes' own. */
export function structOfKind(
  apiVersion: string,
  kind: string,
  kubernetes: KubernetesVersion = NEWEST_KUBERNETES,
): Struct {
  return structOf(packageOf(apiVersion), kind, kubernetes);
}

/** The Go package of a version of an API group: `networking/v1` of `networking.k8s.io/v1`. */
function packageOf(apiVersion: string): string {
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  return `${PACKAGES[group] ?? group.split('.')[0]}/${version}`;
}

/** The types that were asked for, by the version of Kubernetes and by name: types may contain themselves. */
const TYPES = new Map<KubernetesVersion, Map<string, Struct>>();

/**
 * The type of a name.
 *
 * @param goPackage the version of the API group that has it: `core/v1`.
 */
export function structOf(goPackage: string, name: string, kubernetes: KubernetesVersion = NEWEST_KUBERNETES): Struct {
  const types = TYPES.get(kubernetes) ?? new Map<string, Struct>();
  TYPES.set(kubernetes, types);
  const fullName = `${goPackage}.${name}`;
  const known = types.get(fullName);
  if (known !== undefined) return known;
  const struct = new TableStruct(goPackage, name, kubernetes);
  types.set(fullName, struct);
  return struct;
}

/** A type whose line is read when its fields are asked for. */
class TableStruct implements Struct {
  readonly name: string;
  readonly fullName: string;
  readonly kubernetes: KubernetesVersion;
  readonly #goPackage: string;
  #read: { readonly fields: ReadonlyMap<string, Field>; readonly absent: ReadonlyMap<string, Span> } | undefined;

  constructor(goPackage: string, name: string, kubernetes: KubernetesVersion) {
    this.name = name;
    this.fullName = `${goPackage}.${name}`;
    this.kubernetes = kubernetes;
    this.#goPackage = goPackage;
  }

  get fields(): ReadonlyMap<string, Field> {
    this.#read ??= this.#readLine();
    return this.#read.fields;
  }

  get absent(): ReadonlyMap<string, Span> {
    this.#read ??= this.#readLine();
    return this.#read.absent;
  }

  #readLine() {
    const fields = new Map<string, Field>();
    const absent = new Map<string, Span>();
    for (const part of (linesOf(this.#goPackage).get(this.name) ?? '').split('; ')) {
      const [notation = '', ...names] = part.split(' ');
      const type = valueTypeOf(notation, this.#goPackage, this.kubernetes);
      for (const each of names) {
        const [name = '', fallback] = each.replace('!', '').split('=');
        const span = spanOf(`${this.fullName}.${name}`);
        const required = each.endsWith('!') ? { required: true as const } : {};
        if (!isIn(span, this.kubernetes)) absent.set(name, span);
        else fields.set(name, { type, ...required, ...(fallback === undefined ? {} : { fallback }) });
      }
    }
    return { fields, absent };
  }
}

/** The type of a notation: `[ContainerPort]@containerPort,protocol`, `{quantity}`, `=TCP|UDP`, `core/v1.PodSpec`. */
function valueTypeOf(notation: string, goPackage: string, kubernetes: KubernetesVersion): ValueType {
  if (notation.startsWith('[')) {
    const end = notation.lastIndexOf(']');
    const of = valueTypeOf(notation.slice(1, end), goPackage, kubernetes);
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
  if (notation.startsWith('{')) return { is: 'map', of: valueTypeOf(notation.slice(1, -1), goPackage, kubernetes) };
  if (notation.startsWith('=')) {
    const values = notation.slice(1).replaceAll('_', ' ').split('|');
    return { is: 'scalar', scalar: 'string', values };
  }
  const dot = notation.indexOf('.');
  if (dot >= 0) return { is: 'struct', struct: structOf(notation.slice(0, dot), notation.slice(dot + 1), kubernetes) };
  if (/^[A-Z]/.test(notation)) return { is: 'struct', struct: structOf(goPackage, notation, kubernetes) };
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
