import type { AddressBlock } from './address-block.ts';
import { type Connection, isContract, isOffered } from './connection.ts';
import type { Contract, OfferedPort, Protocol } from './contract.ts';
import type { Environment } from './environment.ts';
import type { HostParty, NamespaceParty, NetworkParty, Outside, OutsidePort } from './outside.ts';
import type { ServiceMap } from './service-map.ts';

/**
 * A caller or callee, as a cluster sees it: pods, addresses, a host by its name, the API server, or any pod and any address. A
 * policy that cannot say one lets through the least that includes it.
 */
export type TrafficParty = 'anywhere' | PodsParty | NamespaceParty | NetworkParty | HostParty | ApiServerParty;

/** The pods of a service. */
export interface PodsParty {
  readonly namespace: string;
  readonly pods: Readonly<Record<string, string>>;
  /** Present where the pods are in the network of their nodes: no policy selects them there, but by the addresses of nodes. */
  readonly hostNetwork?: {
    /** The addresses of the nodes. Absent: they are not known. */
    readonly addresses?: readonly AddressBlock[];
  };
}

/** The API server. */
export interface ApiServerParty {
  readonly apiServer: true;
  /** The addresses of its endpoints. Absent: they are not known. */
  readonly addresses?: readonly AddressBlock[];
}

/**
 * Whether a party is known by a name alone: its addresses are not known, by which a NetworkPolicy could say it. That lets through
 * every address then.
 */
export function isUnlocated(party: TrafficParty): boolean {
  if (party === 'anywhere') return false;
  if ('host' in party || 'apiServer' in party) return party.addresses === undefined;
  return 'hostNetwork' in party && party.hostNetwork !== undefined && party.hostNetwork.addresses === undefined;
}

/** One end of traffic. */
export interface TrafficEnd {
  /** Its name in comments: `payments`, `anywhere`, `namespace monitoring`. Absent where the reason alone tells it. */
  readonly title?: string;
  readonly party: TrafficParty;
}

/** A port of the pods, or of the party outside, that is called; or all from `number` to `endPort`. */
export interface TrafficPort {
  readonly number: number;
  readonly endPort?: number;
  readonly protocol: Protocol;
}

/**
 * Traffic that is declared for one environment, as a cluster sees it, in terms of no policy kind: policy rules are made of
 * it, and built policies are judged against it.
 */
export interface Traffic {
  readonly from: TrafficEnd;
  readonly to: TrafficEnd;
  readonly ports: readonly TrafficPort[];
  /** The Services that offer the port, where a service of the stack is called. */
  readonly services?: readonly { readonly name: string; readonly port: number }[];
  /** What it is for. */
  readonly why: string;
  /** Present where names are resolved: policies that know the names of hosts learn their addresses there. */
  readonly resolvesNames?: true;
}

/** The traffic of a declared connection in an environment. */
export function trafficOf({ from, to, why }: Connection, map: ServiceMap, environment: Environment): Traffic {
  if (!isOffered(to)) {
    const ports = outsidePorts(to, environment);
    return { from: endOf(from, environment), to: endOf(to.outside, environment), ports, why };
  }
  const callee = map.contractNamed(to.contract);
  const services = to.services.map((name) => ({ name: name + environment.suffix, port: to.port }));
  return {
    from: endOf(from, environment),
    to: callee === undefined ? { title: to.contract, party: 'anywhere' } : endOf(callee, environment),
    ports: [trafficPort(to.containerPort, to)],
    ...(services.length === 0 ? {} : { services }),
    why,
  };
}

function trafficPort(number: number, { endPort, protocol }: OfferedPort | OutsidePort): TrafficPort {
  return { number, ...(endPort === undefined ? {} : { endPort }), protocol };
}

/**
 * The ports of a party outside that policies see. The Service of the API server has another port than its endpoints, and some
 * policies see the one, some the other.
 */
function outsidePorts(to: OutsidePort, { apiServer }: Environment): TrafficPort[] {
  const called = trafficPort(to.port, to);
  const { party } = to.outside;
  if (party === 'anywhere' || !('apiServer' in party)) return [called];
  const isSeen = to.port <= apiServer.port && apiServer.port <= (to.endPort ?? to.port);
  return isSeen ? [called] : [called, { number: apiServer.port, protocol: to.protocol }];
}

/** The port that the caches of DNS on nodes have. */
const DNS_PORT = 53;

/** The traffic that every service has without declaring it: name resolution, by the cluster's DNS pods and by what is before them. */
export function nameResolution(service: Contract, environment: Environment): Traffic[] {
  const { namespace, labels: pods, ports, addresses } = environment.dns;
  const from = endOf(service, environment);
  const why = 'name resolution';
  const byPods: Traffic = { from, to: { party: { namespace, pods } }, ports, why, resolvesNames: true };
  if (addresses === undefined) return [byPods];
  const ofAddresses = ports.map(({ protocol }) => ({ number: DNS_PORT, protocol }));
  return [byPods, { from, to: { party: { blocks: addresses } }, ports: ofAddresses, why, resolvesNames: true }];
}

function endOf(party: Contract | Outside, environment: Environment): TrafficEnd {
  return isContract(party)
    ? { title: party.name, party: podsOf(party, environment) }
    : { title: party.title, party: inEnvironment(party, environment) };
}

function podsOf({ namespace, selector, hostNetwork }: Contract, { suffix, nodes }: Environment): PodsParty {
  const pods = { namespace: namespace + suffix, pods: selector };
  if (!hostNetwork) return pods;
  return { ...pods, hostNetwork: nodes === undefined ? {} : { addresses: nodes } };
}

/** A party outside as the cluster of an environment has it. */
function inEnvironment({ party }: Outside, { apiServer: { addresses } }: Environment): TrafficParty {
  if (party === 'anywhere' || !('apiServer' in party) || addresses === undefined) return party;
  return { apiServer: true, addresses };
}
