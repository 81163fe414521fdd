import type { AddressBlock } from './address-block.ts';
import { type Caller, isContract, isWorkload } from './caller.ts';
import { type Connection, isOffered } from './connection.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentRoutes } from './environment-routes.ts';
import { internet, isInternet } from './internet.ts';
import type { HostParty, NamespaceParty, NetworkParty, Outside, OutsidePort } from './outside.ts';
import type { OfferedPort, Protocol } from './port.ts';
import type { ServiceMap } from './service-map.ts';
import { type Workload, workloadOf } from './workload.ts';

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

/**
 * The traffic of a declared connection in an environment in which it exists: see {@link connectionsIn}. One from the internet exists
 * only where the environment says how routes are made.
 */
export function trafficOf({ from, to, why }: Connection, map: ServiceMap, environment: Environment): Traffic {
  if (!isOffered(to)) {
    const ports = outsidePorts(to, environment);
    return { from: endOf(from, environment), to: endOf(to.outside, environment), ports, why };
  }
  const callee = map.contractNamed(to.contract);
  const services = to.services.map((name) => ({ name: environment.objectName(name), port: to.port }));
  return {
    from: endOf(from, environment),
    to: callee === undefined ? { title: to.contract, party: 'anywhere' } : endOf(workloadOf(callee, to), environment),
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

/** The traffic that every workload has without declaring it: name resolution, by the cluster's DNS pods and by what is before them. */
export function nameResolution(workload: Workload, environment: Environment): Traffic[] {
  const { namespace, labels: pods, ports, addresses } = environment.dns;
  const from = endOf(workload, environment);
  const why = 'name resolution';
  const byPods: Traffic = { from, to: { party: { namespace, pods } }, ports, why, resolvesNames: true };
  if (addresses === undefined) return [byPods];
  const ofAddresses = ports.map(({ protocol }) => ({ number: DNS_PORT, protocol }));
  return [byPods, { from, to: { party: { blocks: addresses } }, ports: ofAddresses, why, resolvesNames: true }];
}

function endOf(party: Caller, environment: Environment): TrafficEnd {
  const caller = isContract(party) ? party.main : party;
  if (isWorkload(caller)) return { title: caller.name, party: podsOf(caller, environment) };
  if (!isInternet(caller)) return { title: caller.title, party: inEnvironment(caller, environment) };
  // Connections from the internet exist only where there are routes.
  if (environment.routes === undefined) throw new Error(`Environment ${environment.name} has no routes.`);
  const { title, party: controller } = controllerOf(environment, environment.routes);
  return { title: `${internet.title}, through ${title}`, party: controller };
}

function podsOf({ namespace, selector, hostNetwork }: Workload, { namespaceName, nodes }: Environment): PodsParty {
  const pods = { namespace: namespaceName(namespace), pods: selector };
  if (!hostNetwork) return pods;
  return { ...pods, hostNetwork: nodes === undefined ? {} : { addresses: nodes } };
}

/** A party outside as the cluster of an environment has it. */
function inEnvironment({ party }: Outside, { apiServer: { addresses } }: Environment): TrafficParty {
  if (party === 'anywhere' || !('apiServer' in party) || addresses === undefined) return party;
  return { apiServer: true, addresses };
}

/**
 * Through whom the requests of an environment's routes come: the pods of its controller, or the network of a load balancer;
 * undefined where it does not say how routes are made.
 */
export function routeController(environment: Environment): TrafficParty | undefined {
  return environment.routes === undefined ? undefined : controllerOf(environment, environment.routes).party;
}

function controllerOf(environment: Environment, { controller }: EnvironmentRoutes): Required<TrafficEnd> {
  if ('party' in controller) return { title: controller.title, party: inEnvironment(controller, environment) };
  const { namespace, pods } = controller;
  return { title: `namespace ${namespace}`, party: { namespace, ...(pods === undefined ? {} : { pods }) } };
}
