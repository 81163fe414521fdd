import { isIP } from 'node:net';
import { type Endpoint, explain, someAddressAllowed } from '@k8s-blocks/reachability';
import { configAddresses } from '../destination.ts';
import { INTERNET } from '../party.ts';
import type { StackRule } from '../rule.ts';

/**
 * A pod that is given an address outside of the cluster has egress to an address outside on its port. To which address
 * a name resolves is not known, so any that a policy allows will do.
 *
 * Why: connections to the address time out.
 *
 * @example
 * apiVersion: v1
 * kind: ConfigMap
 * data:
 *   RATES_URL: https://rates.example.com # no policy allows egress to port 443
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const outsideAddress: StackRule = {
  name: 'outside-address',
  severity: 'error',
  *check(stack) {
    const isAllowed = someAddressAllowed(stack.cluster, stack.evaluator.verdict);
    for (const { object, field, address, destination, users } of configAddresses(stack)) {
      if (destination.to !== 'outside' || destination.port === undefined) continue;
      const { port } = destination;
      const isNumber = isIP(address.host) !== 0;
      const target: Endpoint = isNumber ? { ip: address.host } : { ...INTERNET, host: address.host };
      for (const { object: user, pod } of users) {
        const verdict = stack.evaluator.verdict(pod, target, port, 'TCP');
        if (verdict.allowed || (!isNumber && isAllowed(pod, port, 'TCP', address.host))) continue;
        yield {
          object,
          field,
          problem: `${user.title} is given "${address.text}", and no policy allows its egress to port ${port} outside of the cluster.`,
          why: explain(verdict),
          remedy: `Declare the connection to port ${port}, or correct the address.`,
        };
      }
    }
  },
};
