import { type Fields, formatStep, isFields } from '@k8s-blocks/manifest';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import { inPath, type ResourceViolation } from '../violation.ts';
import type { Schema } from './schema.ts';

/** An object as a server keeps it, and the fields that it leaves out. */
export interface Pruned {
  /** The very object that was given if nothing is left out. */
  readonly value: unknown;
  readonly unknown: readonly ResourceViolation[];
}

/** The fields of every object of Kubernetes, which no schema names. */
const META_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * Leaves out the fields that the schema does not know.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
 */
export function pruned(object: unknown, schema: Schema): Pruned {
  const unknown: ResourceViolation[] = [];
  const value = new Pruning(unknown).prune(object, schema, '', true);
  return { value, unknown };
}

class Pruning {
  readonly #unknown: ResourceViolation[];

  constructor(unknown: ResourceViolation[]) {
    this.#unknown = unknown;
  }

  /** @param schema undefined where nothing is known: below a field that is itself unknown, or a list without items. */
  prune(value: unknown, schema: Schema | undefined, path: string, isObject = schema?.isEmbeddedResource): unknown {
    if (schema?.preservesUnknownFields) return this.#preserve(value, schema, path, isObject);
    if (Array.isArray(value)) {
      return mappedList(value, (each, index) => this.prune(each, schema?.items, `${path}[${index}]`));
    }
    if (!isFields(value)) return value;
    return mappedObject(value, (key, each) => {
      if (isObject && META_FIELDS.has(key)) return each;
      const known = schema?.field(key);
      const field = inPath(path, formatStep(key));
      if (known !== undefined) return this.prune(each, known, field);
      if (schema?.allowsAdditionalProperties) return this.prune(each, undefined, field);
      this.#report(key, field, path, schema);
      return undefined;
    });
  }

  /** In what preserves unknown fields, known ones are still pruned. */
  #preserve(value: unknown, schema: Schema, path: string, isObject = schema.isEmbeddedResource): unknown {
    if (Array.isArray(value)) {
      const { items } = schema;
      if (items === undefined) return value;
      return mappedList(value, (each, index) => this.#preserve(each, items, `${path}[${index}]`));
    }
    if (!isFields(value)) return value;
    return mappedObject(value, (key, each) => {
      if (isObject && META_FIELDS.has(key)) return each;
      const known = schema.field(key);
      return known === undefined ? each : this.prune(each, known, inPath(path, formatStep(key)));
    });
  }

  #report(key: string, field: string, path: string, schema: Schema | undefined): void {
    const names = [...(schema?.properties.keys() ?? [])].sort();
    const meant = nearest(key, names);
    const remedy =
      meant !== undefined
        ? `Did you mean "${meant}"?`
        : names.length === 0
          ? 'Leave it out.'
          : `Use one of ${formatNames(names)}.`;
    const problem = `${JSON.stringify(key)} is not a field of ${path === '' ? 'the object' : path}.`;
    this.#unknown.push({ code: 'UnknownField', field, problem, remedy });
  }
}

/** The list with changed entries: the very list if none changed. */
export function mappedList(list: readonly unknown[], change: (value: unknown, index: number) => unknown): unknown {
  let changed: unknown[] | undefined;
  for (const [index, value] of list.entries()) {
    const next = change(value, index);
    if (next === value) continue;
    changed ??= [...list];
    changed[index] = next;
  }
  return changed ?? list;
}

/** The object with changed values: the very object if none changed. A field that becomes undefined is left out. */
export function mappedObject(object: Fields, change: (key: string, value: unknown) => unknown): Fields {
  let isChanged = false;
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(object)) {
    const next = change(key, value);
    if (next !== value) isChanged = true;
    if (next !== undefined) entries.push([key, next]);
  }
  return isChanged ? Object.fromEntries(entries) : object;
}
