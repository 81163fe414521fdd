import { CONTAINERS } from './containers.ts';
import { META } from './meta.ts';
import { OBJECTS } from './objects.ts';
import { PODS } from './pods.ts';
import type { ScalarType, TypeTable } from './table.ts';
import { VOLUMES } from './volumes.ts';

/** The type of a value: a scalar, a list, a map with free keys, or a struct with known fields. */
export type ValueType =
  | { readonly is: 'scalar'; readonly scalar: ScalarType }
  | { readonly is: 'list'; readonly of: ValueType }
  | { readonly is: 'map'; readonly of: ValueType }
  | { readonly is: 'struct'; readonly struct: Struct };

/** A type with known fields. */
export interface Struct {
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}

/** One field of a struct. */
export interface Field {
  readonly type: ValueType;
  /** The only one of the judged Kubernetes versions that knows the field; absent if all do. */
  readonly onlyIn?: string;
}

/** Every type that is judged, by its name in the Kubernetes API reference. */
export const TYPES: TypeTable = { ...META, ...OBJECTS, ...PODS, ...CONTAINERS, ...VOLUMES };

/** The fields that not both of Kubernetes 1.35 and 1.36 know. */
const ONLY_IN: Readonly<Record<string, string>> = {
  'PodSpec.workloadRef': '1.35',
  'PodSpec.schedulingGroup': '1.36',
};

/** The structs that were linked. Types may contain themselves, and most runs judge few kinds. */
const STRUCTS = new Map<string, Struct>();

/** The struct of a name, linked when it is first asked for. */
export function structOf(name: string): Struct {
  const known = STRUCTS.get(name);
  if (known !== undefined) return known;
  const fields = new Map<string, Field>();
  const struct = { name, fields };
  STRUCTS.set(name, struct);
  for (const [notation, names] of Object.entries(TYPES[name] ?? {})) {
    const type = valueTypeOf(notation);
    for (const field of names.split(' ')) {
      const version = ONLY_IN[`${name}.${field}`];
      fields.set(field, version === undefined ? { type } : { type, onlyIn: version });
    }
  }
  return struct;
}

function valueTypeOf(notation: string): ValueType {
  if (notation.startsWith('[')) return { is: 'list', of: valueTypeOf(notation.slice(1, -1)) };
  if (notation.startsWith('{')) return { is: 'map', of: valueTypeOf(notation.slice(1, -1)) };
  if (notation in TYPES) return { is: 'struct', struct: structOf(notation) };
  return { is: 'scalar', scalar: notation as ScalarType };
}
