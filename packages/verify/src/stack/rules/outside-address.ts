import { isIP } from 'node:net';
import { type Endpoint, explain } from '../../reachability/index.ts';
import type { BuiltStack } from '../built-stack.ts';
import { placedAddresses } from '../destination.ts';
import { INTERNET } from '../party.ts';
import type { StackRule } from '../rule.ts';
import { witnessesOf } from '../witness.ts';

/**
 * A pod that is given an address outside of the cluster has egress to somewhere outside on its port. To where a name
 * resolves is not known, so any address that a policy admits will do.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const outsideAddress: StackRule = {
  name: 'outside-address',
  severity: 'error',
  *check(stack) {
    const somewhere = [INTERNET, ...admittedAddresses(stack)];
    for (const { object, field, address, destination, users } of placedAddresses(stack)) {
      if (destination.to !== 'outside' || destination.port === undefined) continue;
      const { port } = destination;
      const targets: readonly Endpoint[] = isIP(address.host) === 0 ? somewhere : [{ ip: address.host }];
      for (const { object: user, pod } of users) {
        const verdicts = targets.map((target) => stack.evaluator.verdict(pod, target, port, 'TCP'));
        const [first] = verdicts;
        if (first === undefined || verdicts.some(({ allowed }) => allowed)) continue;
        yield {
          object,
          field,
          problem: `${user.title} is given "${address.text}", and its egress lets port ${port} through to nowhere outside.`,
          why: explain(first),
          remedy: `Declare the connection to port ${port}, or correct the address.`,
        };
      }
    }
  },
};

/** An address of each block that a policy names. */
function admittedAddresses({ cluster }: BuiltStack): readonly Endpoint[] {
  const peers = cluster.policies.flatMap(({ egress }) => egress.flatMap((rule) => rule.peers));
  return peers.flatMap((peer) => (peer.ipBlock === undefined ? [] : witnessesOf({ ipBlock: peer.ipBlock }, '')));
}
