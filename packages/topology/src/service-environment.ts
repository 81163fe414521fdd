import { formatNames, nearest, Refusal } from '@k8s-blocks/refusal';
import { type Connection, formatPort, isOffered } from './connection.ts';
import type { Contract, OfferedPort } from './contract.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentValues } from './environment-values.ts';
import { withKnownNames } from './known-names.ts';
import { refuseUnlessOffered } from './misused.ts';
import { allowsUrl } from './outside.ts';
import { absentEnds, isDeclaredIn } from './presence.ts';
import type { ServiceMap } from './service-map.ts';
import { nameResolution, type Traffic, trafficOf } from './traffic.ts';

/** One service in one environment: what its manifests are a function of. */
export interface ServiceEnvironment<Values extends EnvironmentValues = EnvironmentValues> {
  /** The environment's name: `staging`. */
  readonly name: string;
  readonly environment: Environment<string, Values>;
  /** The values of the environment, which every service of the stack may read: `env.values.region`. */
  readonly values: Values;
  readonly contract: Contract;
  /** The service's own namespace in this environment. */
  readonly namespace: string;
  /** The start order of the whole stack, for comments and documents: `TigerBeetle → agent-society → …`. */
  readonly startOrder: string;
  /** The name of an object in this environment, for text in which Kustomize does not rename it. */
  nameOf(object: string): string;
  /**
   * The name of a namespace of the stack in this environment: that of a contract, as the contract has it.
   *
   * @throws Refusal if no service of the stack is in that namespace.
   */
  namespaceOf(namespace: string): string;
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
  /** The traffic to this service that the map declares, in the order of the map. */
  incoming(): Traffic[];
  /** The traffic from this service: name resolution, then the connections that the map declares, in the order of the map. */
  outgoing(): Traffic[];
}

/** The default ports of URL schemes, with the colon that `URL.protocol` has. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** The service of the map in one environment. */
export function serviceEnvironment<Values extends EnvironmentValues>(
  map: ServiceMap,
  contract: Contract,
  environment: Environment<string, Values>,
): ServiceEnvironment<Values> {
  // The overlays of a service are made of its base, also where base is not deployed itself.
  const exists = (each: Connection) =>
    isDeclaredIn(each, environment) &&
    absentEnds(each, environment, map.contractNamed).every((end) => end === contract);
  const connections = map.connectionsOf(contract);
  const outgoing = connections.outgoing.filter(exists);
  const incoming = connections.incoming.filter(exists);
  const location = { service: contract.name, environment: environment.name };
  const { objectName, namespaceName, clusterDomain } = environment;

  const host = (port: OfferedPort) => {
    refuseUnlessOffered(port, host, location);
    const callee = map.contractNamed(port.contract);
    if (callee === undefined || !outgoing.some(({ to }) => to === port)) {
      throw undeclared(contract, formatPort(port)).within(location);
    }
    const [service] = port.services;
    if (service === undefined) throw withoutService(port).within(location);
    return `${objectName(service)}.${namespaceName(callee.namespace)}.svc.${clusterDomain}`;
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
    const domain = [objectName(headlessService), ...host(port).split('.').slice(1)].join('.');
    const pod = objectName(port.contract);
    return Array.from({ length: replicas }, (_, number) => `${pod}-${number}.${domain}:${port.containerPort}`);
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
    namespace: namespaceName(contract.namespace),
    startOrder: map.startOrderText,
    nameOf: objectName,
    namespaceOf(namespace) {
      const known = map.startOrder.map((each) => each.namespace);
      if (!known.includes(namespace)) throw unknownNamespace(namespace, known).within(location);
      return namespaceName(namespace);
    },
    host,
    address,
    url,
    podAddresses,
    outsideUrl(text) {
      const number = portOfUrl(text);
      if (number === undefined) throw notAUrl(text).within(location);
      const opened = outgoing.some(({ to }) => !isOffered(to) && allowsUrl(to, number, text, clusterDomain));
      if (!opened) throw undeclared(contract, `port ${number} outside the stack, which ${text} needs`).within(location);
      return text;
    },
    incoming: () => incoming.map((each) => trafficOf(each, map, environment)),
    outgoing: () => [
      nameResolution(contract, environment),
      ...outgoing.map((each) => trafficOf(each, map, environment)),
    ],
  };
}

function portOfUrl(text: string): number | undefined {
  if (!URL.canParse(text)) return undefined;
  const { port, protocol } = new URL(text);
  return port === '' ? DEFAULT_PORTS[protocol] : Number(port);
}

function unknownNamespace(namespace: string, known: readonly string[]): Refusal {
  const meant = nearest(namespace, known);
  return new Refusal({
    problem: `No service of the stack is in a namespace "${namespace}".`,
    remedy: meant === undefined ? `There are ${formatNames(new Set(known))}.` : `Did you mean "${meant}"?`,
  });
}

function undeclared(contract: Contract, target: string): Refusal {
  return new Refusal({
    problem: `${contract.name} has no declared connection to ${target}.`,
    remedy: `Declare it on the map: connection(${contract.name}, …, 'why').`,
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
