import { type Fields, fieldsOf, groupOf, isFields, listOf } from '@k8s-blocks/manifest';
import { Definition } from './definition.ts';

/** Whether an object is a CustomResourceDefinition, in the version that servers serve. */
export function isDefinition(object: unknown): object is Fields {
  if (!isFields(object) || object.kind !== 'CustomResourceDefinition') return false;
  return object.apiVersion === 'apiextensions.k8s.io/v1' && isFields(object.spec);
}

/** The definitions of custom resources that are at hand. */
export class Definitions {
  readonly #byKind = new Map<string, Definition>();
  readonly #others: Definitions | undefined;

  /**
   * @param objects any objects, also in a List; those that define nothing are passed over, and of several definitions of one kind
   * the first counts.
   * @param others where the definitions of other kinds are. Default: nowhere.
   */
  constructor(objects: Iterable<unknown>, others?: Definitions) {
    this.#others = others;
    for (const object of objects) this.#add(object);
  }

  /** The definition of a kind; undefined if it is not at hand. It may serve other versions. */
  find(apiVersion: string, kind: string): Definition | undefined {
    return this.#byKind.get(keyOf(groupOf(apiVersion), kind)) ?? this.#others?.find(apiVersion, kind);
  }

  #add(object: unknown): void {
    const { apiVersion, kind, items } = fieldsOf(object);
    if (apiVersion === 'v1' && kind === 'List') for (const item of listOf(items)) this.#add(item);
    if (!isDefinition(object)) return;
    const definition = new Definition(object);
    const key = keyOf(definition.group, definition.kind);
    if (!this.#byKind.has(key)) this.#byKind.set(key, definition);
  }
}

function keyOf(group: string, kind: string): string {
  return `${group}/${kind}`;
}
