import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { compileIPBlock, parseAddress } from './ip-block.ts';
import { selects } from './label-selector.ts';
import type { Cluster, IPBlock, Pod, Protocol } from './model.ts';

/**
 * Whether a rule lets the egress of a pod through to a port of at least one address. For names outside of the cluster:
 * to which address such a name resolves is not known.
 */
export type SomeAddressAllowed = (pod: Pod, port: number, protocol: Protocol) => boolean;

/** Answers that for the pods of a cluster. A pod whose egress no policy isolates is allowed by no rule. */
export function someAddressAllowed({ policies }: Pick<Cluster, 'policies'>): SomeAddressAllowed {
  const found = new Map<Pod, readonly CompiledRule[]>();
  return (pod, port, protocol) => {
    const rules = found.get(pod) ?? rulesToAddresses(policies, pod);
    found.set(pod, rules);
    return rules.some((rule) => rule.matchesPort(port, protocol, EXTERNAL_ENDPOINT));
  };
}

/** An external address has no names for its ports. */
const EXTERNAL_ENDPOINT = { addresses: [], portNamed: () => undefined };

/** The egress rules for a pod that name a block with at least one address. */
function rulesToAddresses(policies: Cluster['policies'], { namespace, labels }: Pod): readonly CompiledRule[] {
  return policies
    .filter((policy) => policy.namespace === namespace && policy.policyTypes.includes('Egress'))
    .filter(({ podSelector }) => selects(podSelector, labels))
    .flatMap(({ egress }) => egress)
    .filter(({ peers }) => peers.some(({ ipBlock }) => ipBlock !== undefined && hasFirstAddress(ipBlock)))
    .map((rule) => compileRule(rule, namespace));
}

/** Whether a block has the address in its CIDR: not if it is malformed, or if that address is an exception. */
function hasFirstAddress(ipBlock: IPBlock): boolean {
  const address = parseAddress(ipBlock.cidr.split('/')[0] ?? '');
  return address !== undefined && compileIPBlock(ipBlock)(address);
}
