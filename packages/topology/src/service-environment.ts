import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { type Connection, callingWorkload, formatPort, isOffered } from './connection.ts';
import type { Contract, OfferedPort } from './contract.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentValues } from './environment-values.ts';
import { withKnownNames } from './known-names.ts';
import { refuseUnlessOffered, refuseUnlessWorkloadOf } from './misused.ts';
import { allowsUrl } from './outside.ts';
import { absentEnds, isDeclaredIn, isDeployedIn } from './presence.ts';
import type { ServiceMap } from './service-map.ts';
import { nameResolution, type Traffic, trafficOf } from './traffic.ts';
import { type Workload, workloadOf } from './workload.ts';

/**
 * One service in one environment: what its manifests are a function of. Its addresses and its traffic are those of one
 * workload, the main one; {@link ServiceEnvironment.of} has those of the others.
 */
export interface ServiceEnvironment<Values extends EnvironmentValues = EnvironmentValues> {
  /** The environment's name: `staging`. */
  readonly name: string;
  readonly environment: Environment<string, Values>;
  /** The values of the environment, which every service of the stack may read: `env.values.region`. */
  readonly values: Values;
  readonly contract: Contract;
  /** The workload whose addresses and traffic these are, and which blocks name and select. */
  readonly workload: Workload;
  /** The service's own namespace in this environment. */
  readonly namespace: string;
  /** The start order of the whole stack, for comments and documents: `TigerBeetle → agent-society → …`. */
  readonly startOrder: string;
  /**
   * The same service for another of its workloads: `deployment(env.of(orders.workloads.worker), …)`. Its addresses and traffic
   * are those of the connections that begin or end at that workload.
   *
   * @throws Refusal unless it is a workload of this service that is deployed here.
   */
  of(workload: Workload): ServiceEnvironment<Values>;
  /** Whether a workload of this service is deployed here: its manifests go without it elsewhere. */
  has(workload: Workload): boolean;
  /**
   * The services that are deployed in the namespace in this environment, in start order: the service alone, unless contracts
   * name one namespace. The first one emits the Namespace.
   */
  servicesInNamespace(): readonly Contract[];
  /** The name of an object with this environment's suffix, for text in which Kustomize does not rename it. */
  nameOf(object: string): string;
  /**
   * The host name of a port's Service: `connector-staging.agent-runtime-staging.svc.cluster.local`.
   *
   * @throws Refusal unless the map declares the connection from this service to that port in this environment, and if no
   * Service offers the port.
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
   */
  host(port: OfferedPort): string;
  /** Host and port: `tigerbeetle.tigerbeetle.svc.cluster.local:3000`. Throws as {@link host} does. */
  address(port: OfferedPort): string;
  /**
   * The URL of a port: `http://connector.agent-runtime.svc.cluster.local:8081`. Throws as {@link host} does, and if the
   * contract gives the port no scheme.
   *
   * @param path begins with a slash. Default: none.
   */
  url(port: OfferedPort, path?: string): string;
  /**
   * Returns a URL outside the stack as it was given, if the map declares a connection from this service to its port.
   *
   * @throws Refusal if it is not a valid URL, names no port and has a scheme without a default one, or the map declares no
   * connection to that port.
   */
  outsideUrl(url: string): string;
  /**
   * The stable addresses of a StatefulSet's pods, in the order of their numbers, behind one of the port's Services.
   * Throws as {@link host} does, and if that Service does not offer the port.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
   */
  podAddresses(port: OfferedPort, headlessService: string, replicas: number): string[];
  /** The traffic to this workload that the map declares, in the order of the map. */
  incoming(): Traffic[];
  /** The traffic from this workload: name resolution, then the connections that the map declares, in the order of the map. */
  outgoing(): Traffic[];
}

/** The default ports of URL schemes, with the colon that `URL.protocol` has. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** The service of the map in one environment, for one of its workloads. */
export function serviceEnvironment<Values extends EnvironmentValues>(
  map: ServiceMap,
  contract: Contract,
  environment: Environment<string, Values>,
  workload: Workload = contract.main,
): ServiceEnvironment<Values> {
  // The overlays of a service are made of its base, also where base is not deployed itself.
  const exists = (each: Connection) =>
    isDeclaredIn(each, environment.name) &&
    absentEnds(each, environment.name, map.contractNamed).every((end) => end === contract);
  const connections = map.connectionsOf(contract);
  const declared = connections.outgoing.filter(exists);
  const outgoing = declared.filter(({ from }) => callingWorkload(from) === workload);
  const incoming = connections.incoming
    .filter(exists)
    .filter(({ to }) => isOffered(to) && to.workload === workload.key);
  const location = { service: contract.name, environment: environment.name };
  const { suffix, clusterDomain } = environment;
  const namespaceOf = (service: Contract) => service.namespace + suffix;

  const host = (port: OfferedPort) => {
    refuseUnlessOffered(port, host, location);
    const callee = map.contractNamed(port.contract);
    if (callee === undefined || !outgoing.some(({ to }) => to === port)) {
      const others = declared.filter(({ to }) => to === port);
      throw undeclared(workload, formatPort(port), others).within(location);
    }
    const [service] = port.services;
    if (service === undefined) throw withoutService(port).within(location);
    return `${service}${suffix}.${namespaceOf(callee)}.svc.${clusterDomain}`;
  };
  const address = (port: OfferedPort) => {
    refuseUnlessOffered(port, address, location);
    return `${host(port)}:${port.port}`;
  };
  const url = (port: OfferedPort, path = '') => {
    refuseUnlessOffered(port, url, location);
    if (port.scheme === undefined) throw withoutScheme(port).within(location);
    return `${port.scheme}://${address(port)}${path}`;
  };
  const podAddresses = (port: OfferedPort, headlessService: string, replicas: number) => {
    refuseUnlessOffered(port, podAddresses, location);
    if (!port.services.includes(headlessService)) throw notOffered(port, headlessService).within(location);
    // The host of the port's first Service; that of another differs in its first label alone.
    const domain = [`${headlessService}${suffix}`, ...host(port).split('.').slice(1)].join('.');
    const callee = map.contractNamed(port.contract);
    const pod = `${callee === undefined ? port.contract : workloadOf(callee, port).objectName}${suffix}`;
    return Array.from({ length: replicas }, (_, number) => `${pod}-${number}.${domain}:${port.containerPort}`);
  };
  const of = (other: Workload) => {
    refuseUnlessWorkloadOf(contract, other, of, location);
    if (!isDeployedIn(other, environment.name)) throw notDeployed(other).within(location);
    return serviceEnvironment(map, contract, environment, other);
  };
  const has = (other: Workload) => {
    refuseUnlessWorkloadOf(contract, other, has, location);
    return isDeployedIn(other, environment.name);
  };
  return {
    name: environment.name,
    environment,
    values: withKnownNames(
      environment.values,
      (name) => ({ ...location, field: `values.${name}`, problem: `The environment has no value "${name}".` }),
      'Give it in the definition of every environment.',
    ),
    contract,
    workload,
    namespace: namespaceOf(contract),
    of,
    has,
    servicesInNamespace: () =>
      map.startOrder.filter(
        (each) =>
          namespaceOf(each) === namespaceOf(contract) && (each === contract || isDeployedIn(each, environment.name)),
      ),
    startOrder: map.startOrderText,
    nameOf: (object) => object + suffix,
    host,
    address,
    url,
    podAddresses,
    outsideUrl(text) {
      const number = portOfUrl(text);
      if (number === undefined) throw notAUrl(text).within(location);
      const opens = ({ to }: Connection) => !isOffered(to) && allowsUrl(to, number, text, clusterDomain);
      if (outgoing.some(opens)) return text;
      const target = `port ${number} outside the stack, which ${text} needs`;
      throw undeclared(workload, target, declared.filter(opens)).within(location);
    },
    incoming: () => incoming.map((each) => trafficOf(each, map, environment)),
    outgoing: () => [
      nameResolution(workload, environment),
      ...outgoing.map((each) => trafficOf(each, map, environment)),
    ],
  };
}

function portOfUrl(text: string): number | undefined {
  if (!URL.canParse(text)) return undefined;
  const { port, protocol } = new URL(text);
  return port === '' ? DEFAULT_PORTS[protocol] : Number(port);
}

/** @param ofOthers the connections there that other workloads of the service have. */
function undeclared({ name, contract, key }: Workload, target: string, ofOthers: readonly Connection[]): Refusal {
  const caller = key === undefined ? contract : `${contract}.workloads.${key}`;
  const [owner] = ofOthers.flatMap(({ from }) => callingWorkload(from) ?? []);
  const instead = owner === undefined ? '' : `; or ask ${ownerText(owner)}, since ${owner.name} has one`;
  return new Refusal({
    problem: `${name} has no declared connection to ${target}.`,
    remedy: `Declare it on the map: connection(${caller}, …, 'why')${instead}.`,
  });
}

/** How an app asks for what is declared of a workload. */
function ownerText({ contract, key }: Workload): string {
  return key === undefined ? 'env itself' : `env.of(${contract}.workloads.${key})`;
}

function notDeployed({ contract, key, name, environments }: Workload): Refusal {
  return new Refusal({
    problem: `${name} is deployed in ${formatNames(environments ?? [])} alone.`,
    remedy: `Ask env.has(${contract}.workloads.${key}) before its manifests are made.`,
  });
}

function withoutService(port: OfferedPort): Refusal {
  return new Refusal({
    problem: `${formatPort(port)} is offered on no Service, so it has no address.`,
    remedy:
      port.endPort === undefined
        ? `Name a Service in the contract of ${port.contract}, or call its pods by their own addresses.`
        : 'Call its pods by their own addresses: Services have no ranges of ports.',
  });
}

function withoutScheme(port: OfferedPort): Refusal {
  return new Refusal({
    problem: `${formatPort(port)} has no scheme, so it has no URL.`,
    remedy: `Give the port a scheme in the contract of ${port.contract}, or take its address.`,
  });
}

function notOffered(port: OfferedPort, service: string): Refusal {
  return new Refusal({
    problem: `${formatPort(port)} is not offered on a Service "${service}".`,
    remedy: `It is offered on ${formatNames(port.services)}.`,
  });
}

function notAUrl(text: string): Refusal {
  return new Refusal({
    problem: `"${text}" is not a valid URL with a known port.`,
    remedy: 'Give an absolute URL, with a port unless its scheme is http, https, ws or wss.',
  });
}
