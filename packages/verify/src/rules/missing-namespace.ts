import { formatNames } from '@k8s-blocks/refusal';
import type { StackRule } from '../rule.ts';

/** Namespaces that every cluster has. */
const INITIAL_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/**
 * Where a build makes namespaces, each object is in one of them.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export const missingNamespace: StackRule = {
  name: 'missing-namespace',
  severity: 'error',
  *check({ objects, namespaces, ofType }) {
    if (ofType('v1 Namespace').length === 0) return;
    for (const object of objects) {
      const { namespace } = object;
      if (namespace === undefined || namespaces.has(namespace) || INITIAL_NAMESPACES.includes(namespace)) continue;
      yield {
        object,
        field: 'metadata.namespace',
        problem: `There is no Namespace "${namespace}" in this environment.`,
        why: 'The API server refuses an object whose namespace does not exist.',
        remedy: `Put it into one of ${formatNames(namespaces)}, or add the Namespace.`,
      };
    }
  },
};
