/** IP addresses and CIDR blocks as the API server reads them, and what only Kubernetes 1.36 refuses of them. */
import { quote } from './violation.ts';

/** An address, read. IPv4 in IPv6 (`::ffff:10.0.0.1`) counts as IPv4. */
export interface Address {
  readonly family: 'IPv4' | 'IPv6';
  readonly bits: bigint;
  /** What makes Kubernetes 1.36 refuse the address although 1.35 accepts it. */
  readonly oddity?: string;
}

/** A block of addresses, read. */
export interface Block extends Address {
  readonly prefix: number;
}

const mapped = 0xffffn << 32n;

/** The address, or undefined if it is none. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(':')) return parseIPv4(text);
  const bits = parseIPv6(text);
  if (bits === undefined) return undefined;
  if (bits.value >> 32n === mapped >> 32n) {
    return { family: 'IPv4', bits: bits.value & 0xffffffffn, oddity: 'it is an IPv4 address written as IPv6' };
  }
  return { family: 'IPv6', bits: bits.value, ...(bits.oddity === undefined ? {} : { oddity: bits.oddity }) };
}

/** The block, or undefined if it is none. */
export function parseBlock(text: string): Block | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const prefixText = text.slice(slash + 1);
  if (address === undefined || !/^[0-9]{1,5}$/.test(prefixText)) return undefined;
  const written = text.includes(':') ? 128 : 32;
  const width = address.family === 'IPv4' ? 32 : 128;
  const prefix = Number(prefixText) - (written - width);
  if (Number(prefixText) > written) return undefined;
  if (prefix < 0)
    return { family: 'IPv6', bits: 0n, prefix: Number(prefixText), oddity: address.oddity ?? 'it is mixed' };
  const host = BigInt(width - prefix);
  const network = (address.bits >> host) << host;
  const oddity =
    address.oddity ??
    (prefixText.length > 1 && prefixText.startsWith('0') ? 'its length has a leading zero' : undefined) ??
    (network === address.bits ? undefined : `it has bits set beyond its first ${prefix}`);
  return { family: address.family, bits: network, prefix, ...(oddity === undefined ? {} : { oddity }) };
}

/** Whether the inner block lies within the outer one and is smaller. */
export function isStrictlyWithin(inner: Block, outer: Block): boolean {
  if (inner.family !== outer.family || inner.prefix <= outer.prefix) return false;
  return contains(outer, inner);
}

/** Whether the address lies within the block. */
export function contains(block: Block, address: Address): boolean {
  if (block.family !== address.family) return false;
  const host = BigInt((block.family === 'IPv4' ? 32 : 128) - block.prefix);
  return address.bits >> host === block.bits >> host;
}

/** What is wrong with an address. */
export function addressProblem(text: string): string | undefined {
  const address = parseAddress(text);
  if (address === undefined) return `${quote(text)} is no IP address.`;
  return oddityProblem(text, address);
}

/** What is wrong with a block of addresses. */
export function blockProblem(text: string): string | undefined {
  const block = parseBlock(text);
  if (block === undefined) return `${quote(text)} is no CIDR block.`;
  return oddityProblem(text, block);
}

function oddityProblem(text: string, { oddity }: Address): string | undefined {
  return oddity === undefined ? undefined : `Kubernetes 1.36 refuses ${quote(text)}: ${oddity}. 1.35 accepts it.`;
}

function parseIPv4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^[0-9]+$/.test(part) && Number(part) <= 255)) return undefined;
  const bits = parts.reduce((sum, part) => (sum << 8n) | BigInt(Number(part)), 0n);
  const zeros = parts.some((part) => part.length > 1 && part.startsWith('0'));
  return { family: 'IPv4', bits, ...(zeros ? { oddity: 'a part has a leading zero' } : {}) };
}

function parseIPv6(text: string): { value: bigint; oddity?: string } | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1)?.at(-1);
  const tail = last?.includes('.') ? parseIPv4(last) : undefined;
  if (last?.includes('.')) {
    if (tail === undefined) return undefined;
    groups.at(-1)?.splice(-1, 1, (tail.bits >> 16n).toString(16), (tail.bits & 0xffffn).toString(16));
  }
  const [head = [], rest = []] = groups;
  const count = head.length + rest.length;
  if (halves.length === 2 ? count > 7 : count !== 8) return undefined;
  const all = [...head, ...Array<string>(8 - count).fill('0'), ...rest];
  if (!all.every((group) => /^0*[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const value = all.reduce((sum, group) => (sum << 16n) | BigInt(Number.parseInt(group, 16)), 0n);
  const oddity = all.some((group) => group.length > 4) ? 'a part has more than four digits' : tail?.oddity;
  return { value, ...(oddity === undefined ? {} : { oddity }) };
}
