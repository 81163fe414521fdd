import {
  type Cidr,
  containsAddress,
  formatCidr,
  isStrictlyInside,
  parseCidr,
  parseIpAddress,
  quote,
} from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';

/** A block of addresses. */
export interface AddressBlock {
  /** An address, a slash and the number of its leading bits that count: `203.0.113.0/24`, `2001:db8::/32`. */
  readonly cidr: string;
  /** Smaller blocks inside, to leave out. Default: none. */
  readonly except?: readonly string[];
}

/** Blocks of addresses as one writes them: one or a list, and those without exceptions as text, such as `10.0.0.0/8`. */
export type AddressBlocks = string | AddressBlock | readonly (string | AddressBlock)[];

/**
 * The blocks as a list of objects.
 *
 * @param field where they stand in what the user wrote.
 * @throws Refusal if there are none, a CIDR is not one that Kubernetes takes, or an exception is not inside.
 */
export function addressBlocks(blocks: AddressBlocks, field: string): readonly AddressBlock[] {
  if (!isList(blocks)) return [checkedBlock(blocks, field)];
  if (blocks.length > 0) return Array.from(blocks, (block, index) => checkedBlock(block, `${field}[${index}]`));
  const remedy = 'Give one, such as 10.0.0.0/8, or leave the list out where none are known.';
  throw new Refusal({ field, problem: 'The list of addresses is empty.', remedy });
}

/**
 * The addresses of options, where they are given. What is misspelt is undefined at run time, and refused: it must not mean that
 * they are not known.
 *
 * @param field where they stand in what the user wrote.
 * @throws Refusal as {@link addressBlocks}.
 */
export function knownAddresses(
  options: { readonly addresses?: AddressBlocks },
  field: string,
): { readonly addresses?: readonly AddressBlock[] } {
  if (!('addresses' in options)) return {};
  return { addresses: addressBlocks(options.addresses ?? [], field) };
}

/** Whether an address is in one of the blocks, and not in an exception of it. */
export function isInBlocks(blocks: readonly AddressBlock[], address: string): boolean {
  const parsed = parseIpAddress(address);
  if (parsed === undefined) return false;
  const isIn = (text: string) => {
    const cidr = parseCidr(text);
    return cidr !== undefined && containsAddress(cidr, parsed);
  };
  return blocks.some(({ cidr, except = [] }) => isIn(cidr) && !except.some(isIn));
}

/** How many blocks a title names before it counts. */
const MAX_NAMED = 3;

/** Blocks in a title: `203.0.113.0/24, 2001:db8::/32`; the first three and the number of the others. */
export function formatBlocks(blocks: readonly AddressBlock[]): string {
  const named = blocks.slice(0, MAX_NAMED).map(({ cidr }) => cidr);
  const others = blocks.length - named.length;
  return named.join(', ') + (others === 0 ? '' : ` and ${others} more`);
}

function checkedBlock(block: string | AddressBlock, field: string): AddressBlock {
  const isObject = typeof block === 'object' && block !== null;
  const { cidr: text, except = [] } = isObject ? block : { cidr: block };
  const cidr = checkedCidr(text, isObject ? `${field}.cidr` : field);
  for (const [index, exception] of except.entries()) {
    const place = `${field}.except[${index}]`;
    if (isStrictlyInside(checkedCidr(exception, place), cidr)) continue;
    const problem = `${exception} is not a smaller block inside ${text}.`;
    throw new Refusal({ field: place, problem, remedy: `Give a part of ${text}, or leave the exception out.` });
  }
  return { cidr: text, ...(except.length === 0 ? {} : { except }) };
}

/** Refuses a CIDR that programs read differently: of a legacy form, or with bits set behind its prefix. */
function checkedCidr(text: string, field: string): Cidr {
  const cidr = typeof text === 'string' ? parseCidr(text) : undefined;
  if (cidr !== undefined && cidr.legacyForm === undefined && cidr.address === cidr.first) return cidr;
  const remedy =
    cidr === undefined
      ? 'Give an address, a slash and a number of bits, like 10.0.0.0/8 or 2001:db8::/32.'
      : `Give ${formatCidr(cidr)}.`;
  throw new Refusal({ field, problem: `${quote(text)} is not a valid CIDR.`, remedy });
}

/** `Array.isArray` does not know lists that are read only. */
function isList(blocks: AddressBlocks): blocks is readonly (string | AddressBlock)[] {
  return Array.isArray(blocks);
}
