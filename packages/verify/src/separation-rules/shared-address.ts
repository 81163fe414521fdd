import { addressesIn, clusterAddressOf } from '../address.ts';
import type { BuiltStack } from '../built-stack.ts';
import type { SeparationRule } from '../separation-rule.ts';

/**
 * No address in the configuration of one environment leads to a Service of another one in the same cluster.
 *
 * Why: what the one environment does changes the data of the other.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * metadata: { name: settings, namespace: shop-staging }
 * data: { LEDGER_URL: 'http://ledger.bank-production.svc' }
 *
 * @see https://kubernetes.io/docs/concepts/security/multi-tenancy/
 */
export const sharedAddress: SeparationRule = {
  name: 'shared-address',
  isSymmetric: false,
  *check({ stack, other, otherName }) {
    for (const { object, field, text, namespace } of stack.texts) {
      for (const address of addressesIn(text).filter(({ bareAfter }) => bareAfter === undefined)) {
        if (!leadsTo(other, stack, address.host, namespace)) continue;
        yield {
          object,
          field,
          problem: `"${address.text}" leads to "${otherName}".`,
          why: 'What this environment does changes the data of the other.',
          remedy: 'Name the Service of this environment.',
        };
      }
    }
  },
};

/** Whether a host in a namespace of a stack is a Service of the other stack alone. */
function leadsTo(other: BuiltStack, stack: BuiltStack, host: string, namespace: string): boolean {
  const address = clusterAddressOf(host, namespace, other.namespaces, other.clusterDomain);
  if (address === undefined || stack.service(address.namespace, address.service) !== undefined) return false;
  return other.namespaces.has(address.namespace) && !stack.namespaces.has(address.namespace);
}
