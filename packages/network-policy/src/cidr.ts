import { isIPv4, isIPv6 } from 'node:net';

/** A network: every address whose first `prefix` bits are those of `bits`. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The address as a number of 32 or 128 bits. */
  readonly bits: bigint;
  readonly prefix: number;
}

/** The network that a text like `10.0.0.0/8` or `2001:db8::/32` says; undefined if it says none. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', prefixText = '', ...rest] = text.split('/');
  const family = isIPv4(address) ? 4 : isIPv6(address) && !address.includes('%') ? 6 : undefined;
  if (family === undefined || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(prefixText)) return undefined;
  const prefix = Number(prefixText);
  if (prefix > lengthOf(family)) return undefined;
  return { family, prefix, bits: family === 4 ? bitsOf(octetsOf(address), 8n) : bitsOf(groupsOf(address), 16n) };
}

/** The text of a network, in its shortest form. */
export function formatCidr({ family, bits, prefix }: Cidr): string {
  if (family === 4) return `${partsOf(bits, 4, 8n).join('.')}/${prefix}`;
  const groups = partsOf(bits, 8, 16n).map((group) => group.toString(16));
  // A URL writes an IPv6 address in its canonical form, inside square brackets.
  return `${new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)}/${prefix}`;
}

/** The same network with all bits behind the prefix zero, as its first address has them. */
export function networkOf({ family, bits, prefix }: Cidr): Cidr {
  const hostBits = BigInt(lengthOf(family) - prefix);
  return { family, prefix, bits: (bits >> hostBits) << hostBits };
}

/** Whether every address of the one is in the other, and the other has more. */
export function isStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  if (inner.family !== outer.family || inner.prefix <= outer.prefix) return false;
  return networkOf({ ...inner, prefix: outer.prefix }).bits === networkOf(outer).bits;
}

/** Whether the network is IPv4 in the clothes of IPv6, `::ffff:10.0.0.0/104`, which readers judge differently. */
export function isMappedIpv4({ family, bits }: Cidr): boolean {
  return family === 6 && bits >> 32n === 0xffffn;
}

function lengthOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

function octetsOf(address: string): number[] {
  return address.split('.').map(Number);
}

/** The eight groups of an IPv6 address, with those that `::` stands for. */
function groupsOf(address: string): number[] {
  const [head = [], tail = []] = address.split('::').map(writtenGroupsOf);
  const zeros = new Array<number>(8 - head.length - tail.length).fill(0);
  return [...head, ...zeros, ...tail];
}

function writtenGroupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    // The last 32 bits may be written as IPv4: 64:ff9b::192.0.2.1.
    return partsOf(bitsOf(octetsOf(group), 8n), 2, 16n);
  });
}

function bitsOf(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);
}

function partsOf(bits: bigint, count: number, width: bigint): number[] {
  return Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(Number(width), bits >> (BigInt(count - 1 - index) * width))),
  );
}
