/** Sentences about addresses, and about what only Kubernetes 1.36 refuses of them. */
import {
  type Cidr,
  formatCidr,
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

/** Half a sentence about a block whose address is not its first one. */
function bitsProblem(cidr: Cidr): string | undefined {
  if (cidr.address === cidr.first) return undefined;
  return `it has bits set behind its prefix, as ${formatCidr(cidr)} has not`;
}

function refusedForm(text: string, reason: string | undefined, kubernetes: KubernetesVersion): string | undefined {
  if (reason === undefined || isOlderKubernetes(kubernetes, STRICT_SINCE)) return undefined;
  return `Kubernetes ${STRICT_SINCE} refuses ${quote(text)}: ${reason}. 1.35 accepts it.`;
}
