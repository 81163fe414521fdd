/** Sentences about addresses, and about what only Kubernetes 1.36 refuses of them. */
import {
  type Cidr,
  containsAddress,
  formatCidr,
  formatIpAddress,
  isOlderKubernetes,
  type KubernetesVersion,
  NEWEST_KUBERNETES,
  parseCidr,
  parseIpAddress,
} from '@k8s-blocks/manifest';
import { quote } from './violation.ts';

/** The version of Kubernetes that is the first to refuse these. */
export const STRICT_SINCE = '1.36';

/** What is wrong with an address, for an API server of that version. Default: the newest. */
export function addressProblem(text: string, kubernetes: KubernetesVersion = NEWEST_KUBERNETES): string | undefined {
  const address = parseIpAddress(text);
  if (address === undefined) return `${quote(text)} is not an IP address.`;
  return refusedForm(text, address.legacyForm, kubernetes);
}

/** What is wrong with a block of addresses, for an API server of that version. Default: the newest. */
export function cidrProblem(text: string, kubernetes: KubernetesVersion = NEWEST_KUBERNETES): string | undefined {
  const cidr = parseCidr(text);
  if (cidr === undefined) return `${quote(text)} is not a CIDR block.`;
  return refusedForm(text, cidr.legacyForm ?? bitsProblem(cidr), kubernetes);
}

/** What is wrong with an address that has to be in its canonical form: `2001:db8::1`. */
export function canonicalAddressProblem(text: string): string | undefined {
  const address = parseIpAddress(text);
  if (address === undefined) return `${quote(text)} is not an IP address.`;
  const canonical = formatIpAddress(address);
  return text === canonical ? undefined : `${quote(text)} is not in its canonical form, ${quote(canonical)}.`;
}

/** What is wrong with a block of addresses that has to be in its canonical form: `10.0.0.0/8`. */
export function canonicalCidrProblem(text: string): string | undefined {
  const cidr = parseCidr(text);
  if (cidr === undefined) return `${quote(text)} is not a CIDR block.`;
  const canonical = formatCidr(cidr);
  return text === canonical ? undefined : `${quote(text)} is not in its canonical form, ${quote(canonical)}.`;
}

/** Addresses that no endpoint has, and what they are. */
const SPECIAL = new Map(
  [
    ['0.0.0.0/32', 'the unspecified address'],
    ['127.0.0.0/8', 'an address of the machine itself'],
    ['169.254.0.0/16', 'an address of the link alone'],
    ['224.0.0.0/24', 'an address of the link alone'],
    ['::/128', 'the unspecified address'],
    ['::1/128', 'an address of the machine itself'],
    ['fe80::/10', 'an address of the link alone'],
    ['ff02::/16', 'an address of the link alone'],
  ].map(([block = '', what = '']) => [parseCidr(block), what]),
);

/** What is wrong with an address that endpoints cannot have. Absent if it is no address at all. */
export function specialAddressProblem(text: string): string | undefined {
  const address = parseIpAddress(text);
  if (address === undefined) return undefined;
  for (const [block, what] of SPECIAL) {
    if (block !== undefined && containsAddress(block, address)) return `${quote(text)} is ${what}.`;
  }
  return undefined;
}

/** Half a sentence about a block whose address is not its first one. */
function bitsProblem(cidr: Cidr): string | undefined {
  if (cidr.address === cidr.first) return undefined;
  return `it has bits set behind its prefix, as ${formatCidr(cidr)} has not`;
}

function refusedForm(text: string, reason: string | undefined, kubernetes: KubernetesVersion): string | undefined {
  if (reason === undefined || isOlderKubernetes(kubernetes, STRICT_SINCE)) return undefined;
  return `Kubernetes ${STRICT_SINCE} refuses ${quote(text)}: ${reason}. 1.35 accepts it.`;
}
