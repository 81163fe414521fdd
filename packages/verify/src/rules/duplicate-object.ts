import { isDeepStrictEqual } from 'node:util';
import { uniquenessOf } from '@k8s-blocks/findings';
import { keyOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from '../built-object.ts';
import type { StackRule } from '../rule.ts';

/**
 * "Only one object of a given kind can have a given name at a time". Several files may bring one Namespace or definition of custom
 * resources, if they say the same of it.
 *
 * Why: of two objects, the one that is applied last overwrites the other.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * metadata: { name: settings, namespace: shop } # in two files of a kustomization
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const duplicateObject: StackRule = {
  name: 'duplicate-object',
  severity: 'error',
  *check({ objects }) {
    const seen = new Map<string, BuiltObject>();
    for (const object of objects) {
      const key = keyOf(object.reference);
      const first = seen.get(key);
      if (first !== undefined && !isAppliedAgain(object, first)) {
        yield {
          object,
          field: 'metadata.name',
          problem: `There are two objects ${object.title}.`,
          why: 'The one that is applied last overwrites the other.',
          remedy: 'Remove one of them, or give it another name.',
          breaks: [uniquenessOf(object.reference)],
        };
      }
      if (first === undefined) seen.set(key, object);
    }
  },
};

/** Kinds that several parts of a stack bring, each for itself. */
const BROUGHT_BY_SEVERAL = ['Namespace', 'CustomResourceDefinition'];

/** Whether two files bring the same object with the same fields, so that it does not matter which is applied last. */
function isAppliedAgain(object: BuiltObject, first: BuiltObject): boolean {
  if (!BROUGHT_BY_SEVERAL.includes(object.kind) || object.located.file === first.located.file) return false;
  return isDeepStrictEqual(object.fields, first.fields);
}
