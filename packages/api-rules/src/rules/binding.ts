import type { IBinding } from 'kubernetes-models/v1/Binding';
import { typeRule } from '../type-rule.ts';
import { notSupported, required } from '../violation.ts';

/**
 * A Binding is of a pod to a Node.
 *
 * @example
 * apiVersion: v1
 * kind: Binding
 * metadata: { name: shop }
 * target: { kind: Pod } # Node, with its name
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/binding-v1/
 */
export const binding = typeRule<IBinding>(
  'binding',
  'core/v1.Binding',
  function* ({ target: { kind = '', name = '' } = {} }) {
    if (kind !== '') yield* notSupported('target.kind', kind, ['Node', '<empty>']);
    if (name === '') yield required('target.name', 'Name the Node.');
  },
);
