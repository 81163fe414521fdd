import {
  type Cidr,
  containsAddress,
  formatIpAddress,
  type IpAddress,
  parseCidr,
  parseIpAddress,
} from '@k8s-blocks/manifest';
import { CelError } from '../errors.ts';
import { CidrValue, IpValue } from '../values.ts';
import { fn, member, type Overload } from './signature.ts';

/**
 * Functions of IP addresses and CIDRs.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-ip-address-library
 * @see https://kubernetes.io/docs/reference/using-api/cel/#kubernetes-cidr-library
 */
export const NETWORKS: readonly Overload[] = [
  fn('isIP', ['string'], (text) => strictAddress(text) !== undefined),
  fn('ip', ['string'], (text) => new IpValue(addressOf(text))),
  fn('ip.isCanonical', ['string'], (text) => formatIpAddress(addressOf(text)) === text),
  member('family', ['ip'], ({ address }) => BigInt(address.family)),
  member('isUnspecified', ['ip'], ({ address }) => address.bits === 0n),
  member('isLoopback', ['ip'], ({ address }) => isIn(address, ['127.0.0.0/8', '::1/128'])),
  member('isLinkLocalMulticast', ['ip'], ({ address }) => isIn(address, ['224.0.0.0/24', ...LINK_LOCAL_MULTICAST])),
  member('isLinkLocalUnicast', ['ip'], ({ address }) => isIn(address, ['169.254.0.0/16', 'fe80::/10'])),
  member('isGlobalUnicast', ['ip'], ({ address }) => address.bits !== 0n && !isIn(address, NOT_GLOBAL)),
  fn('isCIDR', ['string'], (text) => strictCidr(text) !== undefined),
  fn('cidr', ['string'], (text) => new CidrValue(cidrOf(text))),
  member('containsIP', ['cidr', 'ip'], ({ block }, { address }) => containsAddress(block, address)),
  member('containsIP', ['cidr', 'string'], ({ block }, text) => containsAddress(block, addressOf(text))),
  member('containsCIDR', ['cidr', 'cidr'], ({ block }, { block: other }) => containsBlock(block, other)),
  member('containsCIDR', ['cidr', 'string'], ({ block }, text) => containsBlock(block, cidrOf(text))),
  member('ip', ['cidr'], ({ block: { family, address } }) => new IpValue({ family, bits: address })),
  member('prefixLength', ['cidr'], ({ block }) => BigInt(block.prefix)),
  member('masked', ['cidr'], ({ block }) => new CidrValue({ ...block, address: block.first })),
];

/** `ff02::` in every scope: the second digit is of the flags. */
const LINK_LOCAL_MULTICAST = Array.from({ length: 16 }, (_, flags) => `ff${flags.toString(16)}2::/16`);

const NOT_GLOBAL = [
  ...['255.255.255.255/32', '127.0.0.0/8', '::1/128', '224.0.0.0/4', 'ff00::/8', '169.254.0.0/16', 'fe80::/10'],
];

/** An address in no legacy form. */
function strictAddress(text: string): IpAddress | undefined {
  const address = parseIpAddress(text);
  return address?.legacyForm === undefined ? address : undefined;
}

function addressOf(text: string): IpAddress {
  const address = strictAddress(text);
  if (address === undefined) throw new CelError(`IP Address ${JSON.stringify(text)} parse error`);
  return address;
}

/** A CIDR in no legacy form. Bits behind the prefix may be set. */
function strictCidr(text: string): Cidr | undefined {
  const block = parseCidr(text);
  return block?.legacyForm === undefined ? block : undefined;
}

function cidrOf(text: string): Cidr {
  const block = strictCidr(text);
  if (block === undefined) throw new CelError(`network address parse error: ${JSON.stringify(text)}`);
  return block;
}

function containsBlock(block: Cidr, other: Cidr): boolean {
  return block.family === other.family && block.first <= other.first && other.last <= block.last;
}

function isIn(address: IpAddress, blocks: readonly string[]): boolean {
  return blocks.some((text) => containsAddress(cidrOf(text), address));
}
