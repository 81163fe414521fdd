import {
  type Cidr,
  containsAddress,
  dnsLabelProblem,
  formatCidr,
  isStrictlyInside,
  parseCidr,
  parseIpAddress,
  portNumberProblem,
  quote,
} from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Protocol } from './contract.ts';

/** A block of addresses. */
export interface AddressBlock {
  /** An address, a slash and the number of its leading bits that count: `203.0.113.0/24`, `2001:db8::/32`. */
  readonly cidr: string;
  /** Smaller blocks inside, to leave out. Default: none. */
  readonly except?: readonly string[];
}

/** A party outside, the same in every environment: any pod and any address, all pods of a namespace, or some addresses. */
export type OutsideParty = 'anywhere' | { readonly namespace: string } | AddressBlock;

/** A party that the stack does not deploy: the internet, a namespace of another stack, a network. */
export interface Outside {
  /** What it is called in comments and documents: `anywhere`, `namespace monitoring`, `the bank (203.0.113.0/24)`. */
  readonly title: string;
  readonly party: OutsideParty;
  /** A port of that party, for a connection that leads out of the stack. */
  port(port: number, protocol?: Protocol): OutsidePort;
  /**
   * All ports of that party from the first to the last, for a connection that leads out of the stack.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports
   */
  portRange(first: number, last: number, protocol?: Protocol): OutsidePort;
}

/** A port of a party outside, or a range of them. */
export interface OutsidePort {
  readonly outside: Outside;
  readonly port: number;
  /** The last port, where it is a range. */
  readonly endPort?: number;
  readonly protocol: Protocol;
}

/** Any pod and any address, inside the cluster and outside. */
export const anywhere: Outside = outside('anywhere', 'anywhere');

/**
 * Every pod of a namespace that the stack does not deploy, under the same name in every environment.
 *
 * @throws Refusal if Kubernetes would refuse the name.
 */
export function outsideNamespace(namespace: string): Outside {
  const problem = dnsLabelProblem(namespace);
  if (problem === undefined) return outside(`namespace ${namespace}`, { namespace });
  const remedy = 'Give the name of a namespace: lowercase letters, digits and "-", at most 63.';
  throw new Refusal({ field: 'namespace', problem, remedy });
}

/**
 * Addresses outside of the cluster: a partner's network, a database that is not in Kubernetes. Do not use it for pods, whose
 * addresses change; and note that a caller from outside may arrive with the address of a node.
 *
 * @param name what it is called in comments and documents, next to its CIDR.
 * @example outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] })
 * @throws Refusal if the name is not in plain words, a CIDR is not one that Kubernetes takes, or an exception is not
 * inside.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
 */
export function outsideNetwork(name: string, { cidr, except = [] }: AddressBlock): Outside {
  // The overview draws it as a node of a Mermaid chart, where other characters have a meaning.
  if (typeof name !== 'string' || !/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name)) {
    const remedy = 'Give a name of letters, digits, spaces, ".", "-" and "_", such as "the bank".';
    throw new Refusal({ field: 'name', problem: `${quote(name)} is not a valid name of a network.`, remedy });
  }
  const block = checkedCidr(cidr, 'cidr');
  for (const [index, exception] of except.entries()) {
    const field = `except[${index}]`;
    if (isStrictlyInside(checkedCidr(exception, field), block)) continue;
    const problem = `${exception} is not a smaller block inside ${cidr}.`;
    throw new Refusal({ field, problem, remedy: `Give a part of ${cidr}, or leave the exception out.` });
  }
  return outside(`${name} (${cidr})`, { cidr, ...(except.length === 0 ? {} : { except }) });
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

/**
 * Whether a connection to a port of a party outside allows calls to a URL: over TCP, to the URL's port, and at a host that
 * may belong to the party.
 *
 * @param clusterDomain the DNS domain of the cluster that the URL is called from.
 */
export function allowsUrl(
  { outside: { party }, port, endPort = port, protocol }: OutsidePort,
  number: number,
  url: string,
  clusterDomain: string,
): boolean {
  const isOpen = protocol === 'TCP' && port <= number && number <= endPort;
  return isOpen && mayBeOf(party, new URL(url).hostname, clusterDomain);
}

function mayBeOf(party: OutsideParty, hostname: string, clusterDomain: string): boolean {
  if (party === 'anywhere') return true;
  if ('cidr' in party) return mayBeIn(party, hostname);
  return ['', `.${clusterDomain}`].some((domain) => hostname.endsWith(`.${party.namespace}.svc${domain}`));
}

/** A host that is an address must be in the block. The address of a host that is a name is unknown here, so it may be. */
function mayBeIn({ cidr, except = [] }: AddressBlock, hostname: string): boolean {
  // A URL has an IPv6 address in square brackets.
  const address = parseIpAddress(hostname.replace(/^\[|\]$/g, ''));
  if (address === undefined) return true;
  const isIn = (text: string) => {
    const block = parseCidr(text);
    return block !== undefined && containsAddress(block, address);
  };
  return isIn(cidr) && !except.some(isIn);
}

function outside(title: string, who: OutsideParty): Outside {
  const party: Outside = {
    title,
    party: who,
    port: (port, protocol = 'TCP') => ({ outside: party, port: checkedPort(port, title), protocol }),
    portRange(first, last, protocol = 'TCP') {
      const range = { outside: party, port: checkedPort(first, title), endPort: checkedPort(last, title), protocol };
      if (first <= last) return range;
      const problem = `The range of ports of ${title} ends at ${last}, before its first port ${first}.`;
      throw new Refusal({ field: 'portRange', problem, remedy: `Give the lower port first: ${last}, ${first}.` });
    },
  };
  return party;
}

function checkedPort(port: number, title: string): number {
  if (portNumberProblem(port) === undefined) return port;
  throw new Refusal({
    field: 'port',
    problem: `${port} is not a valid port of ${title} (1-65535).`,
    remedy: 'Give a whole number from 1 to 65535.',
  });
}
