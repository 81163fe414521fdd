import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { type Connection, isOffered, sayPort } from './connection.ts';
import type { Contract, OfferedPort } from './contract.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentValues } from './environment-values.ts';
import { letsThrough } from './outside.ts';
import type { ServiceMap } from './service-map.ts';
import { nameResolution, type Traffic, trafficOf } from './traffic.ts';

/** A service as it stands in one environment: what its manifests are a function of. */
export interface ServiceEnvironment<Values extends EnvironmentValues = EnvironmentValues> {
  /** The environment's name: `staging`. */
  readonly name: string;
  readonly environment: Environment<string, Values>;
  /** The values of the environment, which every service of the stack may read: `env.values.region`. */
  readonly values: Values;
  readonly contract: Contract;
  /** The service's own namespace in this environment. */
  readonly namespace: string;
  /** The start order of the whole stack, as people say it: `TigerBeetle → agent-society → …`. */
  readonly startOrder: string;
  /** The name that an object of this service has in this environment, for text that Kustomize does not rename. */
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
   * port's contract states no scheme.
   *
   * @param path begins with a slash. Default: none.
   */
  url(port: OfferedPort, path?: string): string;
  /**
   * A URL outside the stack, as it was given, once it is known that the policy lets this service reach its port.
   *
   * @throws Refusal if it is no URL, has no port that is known, or the map declares no connection to that port.
   */
  outsideUrl(url: string): string;
  /**
   * The stable addresses of a StatefulSet's pods, in the order of their numbers, behind one of the port's Services.
   * Throws as {@link host} does, and if that Service does not offer the port.
   *
   * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
   */
  podAddresses(port: OfferedPort, headlessService: string, replicas: number): string[];
  /** The traffic that the map lets in to this service, in the order of the map. */
  incoming(): Traffic[];
  /** The traffic that the map lets out of this service: name resolution, then its connections in the order of the map. */
  outgoing(): Traffic[];
}

/** The ports that URLs of these schemes mean without saying so. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443, 'ws:': 80, 'wss:': 443 };

/** A service of the map as it stands in an environment. */
export function serviceEnvironment<Values extends EnvironmentValues>(
  map: ServiceMap,
  contract: Contract,
  environment: Environment<string, Values>,
): ServiceEnvironment<Values> {
  const exists = ({ environments }: Connection) => environments?.includes(environment.name) ?? true;
  const connections = map.connectionsOf(contract);
  const outgoing = connections.outgoing.filter(exists);
  const incoming = connections.incoming.filter(exists);
  const place = { service: contract.name, environment: environment.name };
  const { suffix, clusterDomain } = environment;

  const host = (port: OfferedPort) => {
    const callee = map.contractNamed(port.contract);
    if (callee === undefined || !outgoing.some(({ to }) => to === port)) {
      throw undeclared(contract, sayPort(port)).within(place);
    }
    const [service] = port.services;
    if (service === undefined) throw withoutService(port).within(place);
    return `${service}${suffix}.${callee.namespace}${suffix}.svc.${clusterDomain}`;
  };
  const address = (port: OfferedPort) => `${host(port)}:${port.port}`;
  return {
    name: environment.name,
    environment,
    values: environment.values,
    contract,
    namespace: contract.namespace + suffix,
    startOrder: map.startOrderText,
    nameOf: (object) => object + suffix,
    host,
    address,
    url(port, path = '') {
      if (port.scheme === undefined) throw withoutScheme(port).within(place);
      return `${port.scheme}://${address(port)}${path}`;
    },
    podAddresses(port, headlessService, replicas) {
      if (!port.services.includes(headlessService)) throw notOffered(port, headlessService).within(place);
      // The host of the port's first Service; that of another differs in its first label alone.
      const domain = [`${headlessService}${suffix}`, ...host(port).split('.').slice(1)].join('.');
      const pod = `${port.contract}${suffix}`;
      return Array.from({ length: replicas }, (_, number) => `${pod}-${number}.${domain}:${port.containerPort}`);
    },
    outsideUrl(url) {
      const number = portOfUrl(url);
      if (number === undefined) throw notAUrl(url).within(place);
      const opened = outgoing.some(({ to }) => !isOffered(to) && letsThrough(to, number, url, clusterDomain));
      if (!opened) throw undeclared(contract, `port ${number} outside the stack, which ${url} needs`).within(place);
      return url;
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

function undeclared(contract: Contract, target: string): Refusal {
  return new Refusal({
    problem: `${contract.name} has no declared connection to ${target}.`,
    remedy: `Declare it on the map: connection(${contract.name}, …, 'why').`,
  });
}

function withoutService(port: OfferedPort): Refusal {
  return new Refusal({
    problem: `${sayPort(port)} is offered on no Service, so it has no address.`,
    remedy:
      port.endPort === undefined
        ? `Name a Service in the contract of ${port.contract}, or call its pods by their own addresses.`
        : 'Call its pods by their own addresses: Services have no ranges of ports.',
  });
}

function withoutScheme(port: OfferedPort): Refusal {
  return new Refusal({
    problem: `${sayPort(port)} has no scheme, so it has no URL.`,
    remedy: `Give the port a scheme in the contract of ${port.contract}, or take its address.`,
  });
}

function notOffered(port: OfferedPort, service: string): Refusal {
  return new Refusal({
    problem: `${sayPort(port)} is not offered on a Service "${service}".`,
    remedy: `It is offered on ${formatNames(port.services)}.`,
  });
}

function notAUrl(text: string): Refusal {
  return new Refusal({
    problem: `"${text}" is no URL with a port that is known.`,
    remedy: 'Give an absolute URL, with a port unless its scheme is http, https, ws or wss.',
  });
}
