import { type Cidr, containsAddress, type IpAddress, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import type { IPBlock } from './policy.ts';

/** An address of either family, as a number. */
export type Address = Pick<IpAddress, 'family' | 'bits'>;

/** Reads an address; undefined if the text is not one, or in a form that programs read in different ways (`010.0.0.1`). */
export function parseAddress(text: string): Address | undefined {
  const address = parseIpAddress(text);
  return address?.legacyForm === undefined ? address : undefined;
}

/**
 * Compiles a block to the question whether an address is in its CIDR and in none of its exceptions. A block with a
 * malformed CIDR or exception has no addresses.
 */
export function compileIPBlock({ cidr, except = [] }: IPBlock): (address: Address) => boolean {
  const block = readCidr(cidr);
  const exceptions = except.map(readCidr);
  const known = exceptions.filter((each) => each !== undefined);
  if (block === undefined || known.length < exceptions.length) return () => false;
  return (address) => containsAddress(block, address) && !known.some((each) => containsAddress(each, address));
}

function readCidr(text: string): Cidr | undefined {
  const cidr = parseCidr(text);
  return cidr?.legacyForm === undefined ? cidr : undefined;
}
