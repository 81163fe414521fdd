import { isIP } from 'node:net';
import {
  compileIPBlock,
  compileRule,
  compileSelector,
  type Endpoint,
  explain,
  type IPBlock,
  type Pod,
  parseAddress,
} from '@k8s-blocks/reachability';
import type { BuiltStack } from '../built-stack.ts';
import { placedAddresses } from '../destination.ts';
import { INTERNET } from '../party.ts';
import type { StackRule } from '../rule.ts';

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
    const admits = portsOutside(stack);
    for (const { object, field, address, destination, users } of placedAddresses(stack)) {
      if (destination.to !== 'outside' || destination.port === undefined) continue;
      const { port } = destination;
      const isNumber = isIP(address.host) !== 0;
      const target: Endpoint = isNumber ? { ip: address.host } : INTERNET;
      for (const { object: user, pod } of users) {
        const verdict = stack.evaluator.verdict(pod, target, port, 'TCP');
        if (verdict.allowed || (!isNumber && admits(pod, port))) continue;
        yield {
          object,
          field,
          problem: `${user.title} is given "${address.text}", and its egress lets port ${port} through to nowhere outside.`,
          why: explain(verdict),
          remedy: `Declare the connection to port ${port}, or correct the address.`,
        };
      }
    }
  },
};

/** The question whether a policy lets a pod through to a port of any address. */
function portsOutside({ cluster }: BuiltStack): (pod: Pod, port: number) => boolean {
  const known = new Map<Pod, ReturnType<typeof rulesOutside>>();
  return (pod, port) => {
    const rules = known.get(pod) ?? rulesOutside(cluster.policies, pod);
    known.set(pod, rules);
    return rules.some((rule) => rule.matchesPort(port, 'TCP', NOBODY));
  };
}

/** An address has no names for its ports. */
const NOBODY = { addresses: [], portNamed: () => undefined };

/** The egress rules for a pod that name a block of addresses with at least one that they let through. */
function rulesOutside(policies: BuiltStack['cluster']['policies'], { namespace, labels }: Pod) {
  return policies
    .filter((policy) => policy.namespace === namespace && policy.policyTypes.includes('Egress'))
    .filter(({ podSelector }) => compileSelector(podSelector).matches(labels))
    .flatMap(({ egress }) => egress)
    .filter(({ peers }) => peers.some(({ ipBlock }) => ipBlock !== undefined && isSomewhere(ipBlock)))
    .map((rule) => compileRule(rule, namespace));
}

/** Whether a block has the address that stands for it: not one that is malformed, or that is excepted. */
function isSomewhere(ipBlock: IPBlock): boolean {
  const address = parseAddress(ipBlock.cidr.split('/')[0] ?? '');
  return address !== undefined && compileIPBlock(ipBlock)(address);
}
