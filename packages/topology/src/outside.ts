import { checkLabels } from '@k8s-blocks/labels';
import { dnsLabelProblem, dnsSubdomainProblem, portNumberProblem, quote } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import { type AddressBlock, type AddressBlocks, addressBlocks, formatBlocks, knownAddresses } from './address-block.ts';
import type { Protocol } from './contract.ts';

/**
 * A party outside, the same in every environment: any pod and any address, pods of a namespace, some addresses, a host by its
 * name, or the API server.
 */
export type OutsideParty = 'anywhere' | NamespaceParty | NetworkParty | HostParty | { readonly apiServer: true };

/** The pods of a namespace: all, or those with some labels. */
export interface NamespaceParty {
  readonly namespace: string;
  readonly pods?: Readonly<Record<string, string>>;
}

/** Addresses outside of the cluster. */
export interface NetworkParty {
  readonly blocks: readonly AddressBlock[];
}

/** A host outside of the cluster by its name. */
export interface HostParty {
  /** The name, or a pattern: `*.example.com` is each name with one label before `.example.com`. */
  readonly host: string;
  /** The addresses that the name may resolve to. Absent: they are not known. */
  readonly addresses?: readonly AddressBlock[];
}

/** A party that the stack does not deploy: the internet, a namespace of another stack, a network, a host, the API server. */
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
 * The API server of the cluster, behind the Service `kubernetes`: `connection(operator, apiServer.port(443), 'watch Certificates')`,
 * or `connection(apiServer, operator.ports.webhook, 'admission')`. Each environment may say where it is: `apiServer` of its
 * definition.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/
 */
export const apiServer: Outside = outside('the API server', { apiServer: true });

/**
 * The pods of a namespace that the stack does not deploy, under the same name in every environment.
 *
 * @param options.pods labels that its pods have, so that no others are meant. Default: all pods of the namespace.
 * @example outsideNamespace('monitoring', { pods: { 'app.kubernetes.io/name': 'prometheus' } })
 * @throws Refusal if Kubernetes would refuse the name or a label, or there are no labels.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export function outsideNamespace(
  namespace: string,
  options: { readonly pods?: Readonly<Record<string, string>> } = {},
): Outside {
  const problem = dnsLabelProblem(namespace);
  if (problem !== undefined) {
    const remedy = 'Give the name of a namespace: lowercase letters, digits and "-", at most 63.';
    throw new Refusal({ field: 'namespace', problem, remedy });
  }
  // What is misspelt is undefined at run time: it must not mean all pods.
  if (!('pods' in options)) return outside(`namespace ${namespace}`, { namespace });
  const { pods = {} } = options;
  checkLabels(pods, 'pods');
  const labels = Object.entries(pods).map(([key, value]) => `${key}=${value}`);
  if (labels.length > 0) return outside(`namespace ${namespace} (${labels.join(', ')})`, { namespace, pods });
  const remedy = 'Give a label of the pods, or leave "pods" out for all pods of the namespace.';
  throw new Refusal({ field: 'pods', problem: 'There are no labels, by which every pod is selected.', remedy });
}

/**
 * Addresses outside of the cluster: a partner's network, a database that is not in Kubernetes. Do not use it for pods, whose
 * addresses change; and note that a caller from outside may arrive with the address of a node.
 *
 * @param name what it is called in comments and documents, next to its addresses.
 * @param blocks one block or a list, such as those of IPv4 and IPv6.
 * @example outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] })
 * @example outsideNetwork('the archive', ['198.51.100.0/24', '2001:db8::/32'])
 * @throws Refusal if the name is not in plain words, there are no blocks, a CIDR is not one that Kubernetes takes, or an
 * exception is not inside.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-ipblock-selectors
 */
export function outsideNetwork(name: string, blocks: AddressBlocks): Outside {
  checkName(name, 'network');
  const list = addressBlocks(blocks, 'blocks');
  return outside(`${name} (${formatBlocks(list)})`, { blocks: list });
}

/**
 * A host outside of the cluster by its name: a managed database, an API of somebody else. Kubernetes' own policies know no
 * names: give the addresses where they are known, or every address is let through on the port.
 *
 * @param name what it is called in comments and documents, next to its host.
 * @param host the name in DNS, or a pattern: `*.example.com` is each name with one label before `.example.com`.
 * @param options.addresses what the name may resolve to. Default: not known.
 * @example outsideHost('the cache', 'cache.example.com', { addresses: '198.51.100.0/28' })
 * @throws Refusal if the name is not in plain words, the host is not one that DNS can have, or the addresses are refused as
 * those of {@link outsideNetwork} are.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#what-you-can-t-do-with-network-policies-at-least-not-yet
 */
export function outsideHost(name: string, host: string, options: { readonly addresses?: AddressBlocks } = {}): Outside {
  checkName(name, 'host');
  checkHost(host);
  return outside(`${name} (${host})`, { host, ...knownAddresses(options, 'addresses') });
}

/** The overview draws it as a node of a Mermaid chart, where other characters have a meaning. */
function checkName(name: string, kind: 'network' | 'host'): void {
  if (typeof name === 'string' && /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name)) return;
  const remedy = 'Give a name of letters, digits, spaces, ".", "-" and "_", such as "the bank".';
  throw new Refusal({ field: 'name', problem: `${quote(name)} is not a valid name of a ${kind}.`, remedy });
}

function checkHost(host: string): void {
  const domain = typeof host === 'string' && host.startsWith('*.') ? host.slice('*.'.length) : host;
  const remedy = 'Give a name such as cache.example.com, or *.example.com; without a scheme, a port or a path.';
  const problem = dnsSubdomainProblem(domain);
  if (problem !== undefined) throw new Refusal({ field: 'host', problem, remedy });
  // A name whose last label is a number is read as an address by programs.
  if (/(?:^|\.)[0-9]+$/.test(domain)) {
    const instead = 'Give its name in DNS, or use outsideNetwork for addresses.';
    throw new Refusal({ field: 'host', problem: `${quote(host)} is an address, not a name.`, remedy: instead });
  }
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
