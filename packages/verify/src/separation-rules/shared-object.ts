import { separateNamespace } from '@k8s-blocks/findings';
import { keyOf } from '@k8s-blocks/manifest';
import type { SeparationRule } from '../separation-rule.ts';

/**
 * Two environments in one cluster have no object in common.
 *
 * Why: of two environments, the one that is applied last overwrites the object of the other.
 *
 * @example
 * apiVersion: v1
 * kind: Namespace
 * metadata: { name: shop } # in the builds of staging and of production
 *
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export const sharedObject: SeparationRule = {
  name: 'shared-object',
  isSymmetric: true,
  *check({ stack, other, otherName }) {
    const others = new Set(other.objects.map(({ reference }) => keyOf(reference)));
    for (const object of stack.objects) {
      if (!others.has(keyOf(object.reference))) continue;
      const { kind, group, name, namespace } = object.reference;
      yield {
        object,
        field: 'metadata.name',
        problem: `It is an object of "${otherName}" too.`,
        why: 'Of two environments, the one that is applied last overwrites the object of the other.',
        remedy: 'Give the environments names, or namespaces, that differ.',
        ...(group === '' && kind === 'Namespace' ? { breaks: [separateNamespace(name, otherName)] } : {}),
        ...(namespace === undefined ? {} : { dueTo: [separateNamespace(namespace, otherName)] }),
      };
    }
  },
};
