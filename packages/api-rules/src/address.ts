/** Sentences about addresses, and about what only Kubernetes 1.36 refuses of them. */
import { type Cidr, formatCidr, parseCidr, parseIpAddress } from '@k8s-blocks/manifest';
import { quote } from './violation.ts';

/** What is wrong with an address. */
export function addressProblem(text: string): string | undefined {
  const address = parseIpAddress(text);
  if (address === undefined) return `${quote(text)} is not an IP address.`;
  return legacyProblem(text, address.legacyForm);
}

/** What is wrong with a block of addresses. */
export function cidrProblem(text: string): string | undefined {
  const cidr = parseCidr(text);
  if (cidr === undefined) return `${quote(text)} is not a CIDR block.`;
  return legacyProblem(text, cidr.legacyForm ?? bitsProblem(cidr));
}

/** Half a sentence about a block whose address is not its first one. */
function bitsProblem(cidr: Cidr): string | undefined {
  if (cidr.address === cidr.first) return undefined;
  return `it has bits set behind its prefix, as ${formatCidr(cidr)} has not`;
}

function legacyProblem(text: string, reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : `Kubernetes 1.36 refuses ${quote(text)}: ${reason}. 1.35 accepts it.`;
}
