import { dnsLabelProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { Protocol } from './contract.ts';

/** Who a party outside is, in every environment: any pod and any address, or all pods of a namespace. */
export type OutsideParty = 'anywhere' | { readonly namespace: string };

/** A party that the stack does not deploy: the internet, or a namespace of somebody else's. */
export interface Outside {
  /** What it is called in comments and documents: `anywhere`, `namespace monitoring`. */
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
  const fault = dnsLabelProblem(namespace);
  if (fault === undefined) return outside(`namespace ${namespace}`, { namespace });
  const remedy = 'Give the name of a namespace: lowercase letters, digits and "-", at most 63.';
  throw new Refusal({ field: 'namespace', problem: fault, remedy });
}

/**
 * Whether a connection to a port of a party outside lets a URL through: over TCP, to the number of the URL's port, and to
 * where its host may be.
 *
 * @param clusterDomain the DNS domain of the cluster that the URL is called from.
 */
export function letsThrough(
  { outside: { party }, port, endPort = port, protocol }: OutsidePort,
  number: number,
  url: string,
  clusterDomain: string,
): boolean {
  const isOpen = protocol === 'TCP' && port <= number && number <= endPort;
  return isOpen && mayBeAt(party, new URL(url).hostname, clusterDomain);
}

function mayBeAt(party: OutsideParty, hostname: string, clusterDomain: string): boolean {
  if (party === 'anywhere') return true;
  return ['', `.${clusterDomain}`].some((domain) => hostname.endsWith(`.${party.namespace}.svc${domain}`));
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
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new Refusal({
    field: 'port',
    problem: `${port} is not a valid port of ${title} (1-65535).`,
    remedy: 'Give a whole number from 1 to 65535.',
  });
}
