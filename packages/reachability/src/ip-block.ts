import { isIPv4, isIPv6 } from 'node:net';
import type { IPBlock } from './model.ts';

/** An address as a number of its family. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** The addresses of a CIDR, both ends included. */
interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads an IPv4 or IPv6 address; nothing if the text is none. */
export function parseAddress(text: string): Address | undefined {
  if (isIPv4(text)) return { family: 4, value: numberOf(text.split('.').map(Number), 8) };
  if (isIPv6(text) && !text.includes('%')) return { family: 6, value: numberOf(ipv6Groups(text), 16) };
  return undefined;
}

/**
 * Compiles a block to the question whether an address is in its CIDR and in none of its exceptions. A block with a
 * malformed CIDR or exception has no addresses.
 */
export function compileIPBlock({ cidr, except = [] }: IPBlock): (address: Address) => boolean {
  const block = parseRange(cidr);
  const exceptions = except.map(parseRange);
  const known = exceptions.filter((range) => range !== undefined);
  if (block === undefined || known.length < exceptions.length) return () => false;
  return (address) => contains(block, address) && !known.some((range) => contains(range, address));
}

function contains(range: AddressRange, { family, value }: Address): boolean {
  return range.family === family && range.first <= value && value <= range.last;
}

function parseRange(cidr: string): AddressRange | undefined {
  const [text = '', prefix = '', ...rest] = cidr.split('/');
  const address = parseAddress(text);
  const bits = address?.family === 4 ? 32 : 128;
  if (address === undefined || !/^\d{1,3}$/.test(prefix) || Number(prefix) > bits || rest.length > 0) return undefined;
  const size = 1n << BigInt(bits - Number(prefix));
  const first = address.value - (address.value % size);
  return { family: address.family, first, last: first + size - 1n };
}

/** The eight groups of a valid IPv6 address: `::` filled up with zeros, an IPv4 ending written as two groups. */
function ipv6Groups(text: string): readonly number[] {
  const [head = [], tail] = text.split('::').map(groupsOf);
  if (tail === undefined) return head;
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function groupsOf(text: string): readonly number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [a * 256 + b, c * 256 + d];
  });
}

function numberOf(digits: readonly number[], bits: number): bigint {
  return digits.reduce((value, digit) => (value << BigInt(bits)) + BigInt(digit), 0n);
}
