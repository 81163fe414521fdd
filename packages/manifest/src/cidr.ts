import { formatIpAddress, type IpAddress, mappedIpv4, parseAsWritten } from './ip-address.ts';

/** A block of addresses whose first `prefix` bits are the same. */
export interface Cidr {
  readonly family: 4 | 6;
  /** The first and the last address of the block, both included, as numbers of 32 or 128 bits. */
  readonly first: bigint;
  readonly last: bigint;
  readonly prefix: number;
  /** The address before the slash, as a number. It differs from `first` if bits are set behind the prefix. */
  readonly address: bigint;
  /**
   * Why Kubernetes 1.36 refuses this spelling although earlier releases accept it, as half a sentence. Bits behind the
   * prefix, which 1.36 refuses as well, are not a matter of spelling: see `address`.
   */
  readonly legacyForm?: string;
}

/** Parses a CIDR such as `10.0.0.0/8` or `2001:db8::/32`; undefined if it is not valid. Bits behind the prefix may be set. */
export function parseCidr(text: string): Cidr | undefined {
  const slash = text.indexOf('/');
  const written = slash < 0 ? undefined : parseAsWritten(text.slice(0, slash));
  const prefixText = text.slice(slash + 1);
  const prefix = Number(prefixText);
  if (written === undefined || !/^[0-9]{1,5}$/.test(prefixText) || prefix > lengthOf(written.family)) return undefined;
  const mapped = mappedIpv4(written);
  const legacyForm =
    mapped?.legacyForm ??
    written.legacyForm ??
    (/^0[0-9]/.test(prefixText) ? 'its length has a leading zero' : undefined);
  // IPv4-mapped IPv6: `::ffff:10.0.0.0/104` is `10.0.0.0/8`. A block with other addresses too, as `::ffff:0:0/90`, is IPv6.
  const block = mapped !== undefined && prefix >= 96 ? blockOf(mapped, prefix - 96) : blockOf(written, prefix);
  return { ...block, ...(legacyForm === undefined ? {} : { legacyForm }) };
}

function blockOf({ family, bits }: IpAddress, prefix: number): Cidr {
  const hostBits = BigInt(lengthOf(family) - prefix);
  const first = (bits >> hostBits) << hostBits;
  return { family, first, last: first + (1n << hostBits) - 1n, prefix, address: bits };
}

/** The canonical text of a block, without bits behind the prefix: `10.0.0.0/8`. */
export function formatCidr({ family, first, prefix }: Pick<Cidr, 'family' | 'first' | 'prefix'>): string {
  return `${formatIpAddress({ family, bits: first })}/${prefix}`;
}

/** Whether the address is in the block. */
export function containsAddress(block: Cidr, { family, bits }: Pick<IpAddress, 'family' | 'bits'>): boolean {
  return block.family === family && block.first <= bits && bits <= block.last;
}

/** Whether the outer block has all addresses of the inner one, and others too. */
export function isStrictlyInside(inner: Cidr, outer: Cidr): boolean {
  return (
    inner.family === outer.family &&
    inner.prefix > outer.prefix &&
    outer.first <= inner.first &&
    inner.last <= outer.last
  );
}

function lengthOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}
