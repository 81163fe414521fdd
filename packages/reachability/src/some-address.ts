import { compileIPBlock, parseAddress } from './ip-block.ts';
import type { ClusterModel, ExternalAddress, Pod, Protocol } from './model.ts';
import type { IPBlock, Policy, PolicyRule } from './policy.ts';
import { rulesInForce } from './rules-in-force.ts';
import { subjectTest } from './subject.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether a rule lets the egress of a pod through to a port of at least one address. For names outside of the cluster:
 * to which address such a name resolves is not known.
 *
 * @param host the name, for rules that name hosts.
 */
export type SomeAddressAllowed = (pod: Pod, port: number, protocol: Protocol, host?: string) => boolean;

/**
 * Answers that for the pods of a cluster. Of each rule one address is tried. A pod whose egress no policy isolates is allowed
 * by no rule.
 *
 * @param verdict that of the cluster's evaluator.
 */
export function someAddressAllowed(
  cluster: Pick<ClusterModel, 'policies' | 'namespaces'>,
  verdict: (from: Pod, to: ExternalAddress, port: number, protocol: Protocol) => Verdict,
): SomeAddressAllowed {
  const isFor = subjectTest(cluster);
  const found = new Map<Pod, readonly string[]>();
  return (pod, port, protocol, host) => {
    const ips = found.get(pod) ?? addressesOf(cluster.policies.filter((policy) => isFor(policy, pod)));
    found.set(pod, ips);
    const named = host === undefined ? {} : { host };
    return ips.some((ip) => verdict(pod, { ip, ...named }, port, protocol).allowed);
  };
}

/** An address of each egress rule of the policies that allows. */
function addressesOf(policies: readonly Policy[]): readonly string[] {
  const rules = policies
    .flatMap((policy) => rulesInForce(policy, 'Egress'))
    .filter(({ action }) => action === 'Accept');
  return [...new Set(rules.flatMap(addressOfRule))];
}

function addressOfRule({ peers }: PolicyRule): readonly string[] {
  if (peers.some(({ host, entity }) => host !== undefined || entity !== undefined)) return [SOME_ADDRESS];
  const blocks = peers.flatMap(({ ipBlock }) => ipBlock ?? []);
  return blocks.flatMap((block) => firstAddress(block) ?? []).slice(0, 1);
}

/** An address that is kept for documentation (RFC 5737), for rules that name no addresses. */
const SOME_ADDRESS = '203.0.113.7';

/** The address in the CIDR of a block: none if it is malformed, or if that address is an exception. */
function firstAddress(ipBlock: IPBlock): string | undefined {
  const [ip = ''] = ipBlock.cidr.split('/');
  const address = parseAddress(ip);
  return address !== undefined && compileIPBlock(ipBlock)(address) ? ip : undefined;
}
