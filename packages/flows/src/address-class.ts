import { type IpAddress, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import type { TrafficParty } from '@k8s-blocks/topology';
import type { FlowContext } from './context.ts';

/** What has blocks of addresses: policies, by their edges, and declarations. */
interface Blocks extends Pick<FlowContext, 'declared' | 'nameResolution'> {
  readonly stack: Pick<FlowContext['stack'], 'addressEdges'>;
}

/**
 * Tells addresses apart as far as policies and declarations do: two of one class are in the same blocks of all of them. A log of a service
 * that is open to the internet has a million addresses, and a few classes.
 */
export function addressClasses({ stack, declared, nameResolution }: Blocks): (ip: string) => string {
  const traffic = [...declared, ...nameResolution];
  const cidrs = traffic.flatMap(({ from, to }) => [from.party, to.party]).flatMap(cidrsOf);
  const edges = [...stack.addressEdges, ...cidrs.flatMap(edgesOf)];
  const sorted = { 4: sortedBits(edges, 4), 6: sortedBits(edges, 6) };
  return (ip) => {
    const address = parseIpAddress(ip);
    return address === undefined ? ip : `${address.family}/${countUpTo(sorted[address.family], address.bits)}`;
  };
}

function cidrsOf(party: TrafficParty): string[] {
  if (party === 'anywhere') return [];
  const blocks = 'blocks' in party ? party.blocks : 'addresses' in party ? party.addresses : undefined;
  const ofNodes = 'hostNetwork' in party ? party.hostNetwork?.addresses : undefined;
  return [...(blocks ?? []), ...(ofNodes ?? [])].flatMap(({ cidr, except = [] }) => [cidr, ...except]);
}

/** The first address of a block, and the first one after it. */
function edgesOf(text: string): Pick<IpAddress, 'family' | 'bits'>[] {
  const cidr = parseCidr(text);
  if (cidr === undefined) return [];
  const { family, first, last } = cidr;
  return [
    { family, bits: first },
    { family, bits: last + 1n },
  ];
}

function sortedBits(edges: readonly Pick<IpAddress, 'family' | 'bits'>[], family: 4 | 6): bigint[] {
  const bits = edges.filter((edge) => edge.family === family).map((edge) => edge.bits);
  return [...new Set(bits)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** How many of some sorted numbers are no larger than another. */
function countUpTo(sorted: readonly bigint[], bits: bigint): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const edge = sorted[middle];
    if (edge !== undefined && edge <= bits) low = middle + 1;
    else high = middle;
  }
  return low;
}
