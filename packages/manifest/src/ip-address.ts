/** An IP address. */
export interface IpAddress {
  /** IPv4-mapped IPv6 (`::ffff:10.0.0.1`) is IPv4, as in Go's `net` package, which Kubernetes uses. */
  readonly family: 4 | 6;
  /** The address as a number of 32 or 128 bits. */
  readonly bits: bigint;
  /**
   * Why Kubernetes 1.36 refuses this text although earlier releases accept it, as half a sentence: `a part has a leading
   * zero`. Programs read such a text differently.
   *
   * @see https://github.com/kubernetes/enhancements/issues/4858 (feature gate StrictIPCIDRValidation)
   */
  readonly legacyForm?: string;
}

/** The first 96 bits of IPv4-mapped IPv6 addresses: `::ffff:0:0/96`. */
const IPV4_MAPPED = 0xffffn;

/** Parses an IPv4 or IPv6 address, also in a legacy form; undefined if it is not valid. */
export function parseIpAddress(text: string): IpAddress | undefined {
  const address = parseAsWritten(text);
  return address && (mappedIpv4(address) ?? address);
}

/** The same, but IPv4-mapped IPv6 remains IPv6: for CIDRs, whose prefix counts the bits as they are written. */
export function parseAsWritten(text: string): IpAddress | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** The IPv4 address of an IPv4-mapped IPv6 address; undefined for any other. */
export function mappedIpv4({ family, bits }: IpAddress): IpAddress | undefined {
  if (family === 4 || bits >> 32n !== IPV4_MAPPED) return undefined;
  return { family: 4, bits: bits & 0xffffffffn, legacyForm: 'it is an IPv4 address written as IPv6' };
}

/** The canonical text of an address. For IPv6 it is that of RFC 5952: `2001:db8::1`. */
export function formatIpAddress({ family, bits }: Pick<IpAddress, 'family' | 'bits'>): string {
  if (family === 4) return partsOf(bits, 4, 8).join('.');
  const groups = partsOf(bits, 8, 16).map((group) => group.toString(16));
  // URL has the canonical form of IPv6 addresses, in square brackets.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^[0-9]+$/.test(part) && Number(part) <= 255)) return undefined;
  const bits = joined(parts.map(Number), 8n);
  const hasLeadingZero = parts.some((part) => part.length > 1 && part.startsWith('0'));
  return { family: 4, bits, ...(hasLeadingZero ? { legacyForm: 'a part has a leading zero' } : {}) };
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  // The last 32 bits may be written as IPv4: 64:ff9b::192.0.2.1.
  const last = groups.at(-1)?.at(-1);
  const ending = last?.includes('.') ? parseIpv4(last) : undefined;
  if (ending !== undefined)
    groups.at(-1)?.splice(-1, 1, ...partsOf(ending.bits, 2, 16).map((part) => part.toString(16)));
  const [head = [], tail = []] = groups;
  const count = head.length + tail.length;
  if (halves.length === 2 ? count > 7 : count !== 8) return undefined;
  const all = [...head, ...Array<string>(8 - count).fill('0'), ...tail];
  if (!all.every((group) => /^0*[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const bits = joined(
    all.map((group) => Number.parseInt(group, 16)),
    16n,
  );
  const legacyForm = all.some((group) => group.length > 4) ? 'a part has more than four digits' : ending?.legacyForm;
  return { family: 6, bits, ...(legacyForm === undefined ? {} : { legacyForm }) };
}

function joined(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n);
}

function partsOf(bits: bigint, count: number, width: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(width, bits >> BigInt((count - 1 - index) * width))),
  );
}
