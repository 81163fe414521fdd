import { formatNames } from '@k8s-blocks/refusal';
import { misspeltFrom } from '../misspelling.ts';
import type { StackRule } from '../rule.ts';

/** Namespaces that every cluster has. */
const INITIAL_NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/**
 * If a build has Namespaces, each of its objects is in one of them, or in one that every cluster has. Without
 * a map the cluster may have others: it is one notice then, unless the name is misspelt.
 *
 * Why: the API server refuses an object whose namespace does not exist.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * metadata: { name: settings, namespace: shpo } # the Namespace is shop
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export const missingNamespace: StackRule = {
  name: 'missing-namespace',
  severity: 'error',
  *check({ connections, objects, namespaces, ofType }) {
    if (ofType('v1 Namespace').length === 0) return;
    const reported = new Set<string>();
    for (const object of objects) {
      const { namespace } = object;
      if (namespace === undefined || namespaces.has(namespace) || INITIAL_NAMESPACES.includes(namespace)) continue;
      const isCertain = connections !== undefined || misspeltFrom(namespace, namespaces) !== undefined;
      // Of one that the cluster may have, one finding is enough.
      if (!isCertain && reported.has(namespace)) continue;
      reported.add(namespace);
      yield {
        object,
        field: 'metadata.namespace',
        problem: `There is no Namespace "${namespace}" in this environment.`,
        why: 'The API server refuses an object whose namespace does not exist.',
        remedy: `Put it into one of ${formatNames(namespaces)}, or add the Namespace.`,
        ...(isCertain ? {} : { severity: 'notice' as const }),
      };
    }
  },
};
