import { containsAddress, formatIpAddress, type IpAddress, parseCidr } from '@k8s-blocks/manifest';
import type { ExternalAddress, IPBlock } from '@k8s-blocks/reachability';
import { addressTest, INTERNET } from './party.ts';
import { edgesOfBlocks } from './policy-edges.ts';

/**
 * Addresses that stand for all of a block: its own edges and those of other blocks in it, since between two of them
 * all addresses are in the same blocks. The first is, where the block has it, the one that stands for the internet.
 */
export function addressesOf(block: IPBlock, edges: readonly IpAddress[]): ExternalAddress[] {
  const cidr = parseCidr(block.cidr);
  if (cidr === undefined) return [];
  const inside = [...edgesOfBlocks([block]), ...edges].filter((each) => containsAddress(cidr, each));
  const [written = ''] = block.cidr.split('/');
  const ips = new Set([INTERNET.ip, written, ...inside.map(formatIpAddress)]);
  return [...ips].filter(addressTest(block)).map((ip) => ({ ip }));
}
