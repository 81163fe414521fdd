import { uniquenessOf } from '@k8s-blocks/findings';
import { keyOf } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';

/**
 * "Only one object of a given kind can have a given name at a time".
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
    const seen = new Set<string>();
    for (const object of objects) {
      const key = keyOf(object.reference);
      if (seen.has(key)) {
        yield {
          object,
          field: 'metadata.name',
          problem: `There are two objects ${object.title}.`,
          why: 'The one that is applied last overwrites the other.',
          remedy: 'Remove one of them, or give it another name.',
          breaks: [uniquenessOf(object.reference)],
        };
      }
      seen.add(key);
    }
  },
};
