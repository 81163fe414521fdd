import { formatNames, nearest, Refusal } from '@k8s-blocks/refusal';
import { callingWorkload } from './caller.ts';
import { type Connection, formatPort, isOffered } from './connection.ts';
import type { Contract } from './contract.ts';
import { type DeclaredRoute, declaredRoutes, withRoutesJoined } from './declared-routes.ts';
import type { Environment } from './environment.ts';
import type { EnvironmentValues } from './environment-values.ts';
import { type AddressOptions, formatHost, type UrlOptions } from './host-form.ts';
import { withKnownNames } from './known-names.ts';
import { refuseUnlessOffered, refuseUnlessWorkloadOf } from './misused.ts';
import { type OutsideTarget, targetOfAddress, targetOfUrl, undeclaredTarget } from './outside-address.ts';
import type { OfferedPort } from './port.ts';
import { absentEnds, isDeclaredIn, isDeployedIn } from './presence.ts';
import type { Scrape } from './scrape.ts';
import type { ServiceMap } from './service-map.ts';
import { nameResolution, type Traffic, trafficOf } from './traffic.ts';
import { undeclaredConnection } from './undeclared-connection.ts';
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
  /** The name of an object in this environment, for text in which Kustomize does not rename it. */
  nameOf(object: string): string;
  /**
   * The name of a namespace of the stack in this environment: that of a contract, as the contract has it.
   *
   * @throws Refusal if no service of the stack is in that namespace.
   */
  namespaceOf(namespace: string): string;
  /**
   * The host name of a port's Service: `connector-staging.agent-runtime-staging.svc.cluster.local`, or a shorter form of it:
   * `env.host(port, { host: 'service.namespace' })`.
   *
   * @throws Refusal unless the map declares the connection from this service to that port in this environment, if no
   * Service offers the port, or the form is not one by which it is found.
   *
   * Of a service that a preview goes without, because it is optional, the name ends in `.invalid`: no name server knows one.
   *
   * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
   * @see https://www.rfc-editor.org/rfc/rfc6761#section-6.4
   */
  host(port: OfferedPort, options?: AddressOptions): string;
  /** Host and port: `tigerbeetle.tigerbeetle.svc.cluster.local:3000`. Throws as {@link host} does. */
  address(port: OfferedPort, options?: AddressOptions): string;
  /**
   * The URL of a port: `http://connector.agent-runtime.svc.cluster.local:8081`. Throws as {@link host} does, and if the
   * contract gives the port no scheme.
   *
   * @param path begins with a slash; or it and the form of the host name. Default: none.
   */
  url(port: OfferedPort, path?: string | UrlOptions): string;
  /**
   * Returns a URL outside the stack as it was given, if the map declares a connection from this service to its host and port.
   * The host of a connection to `outsideHost` must be the URL's; a network may have any host that is a name.
   *
   * @throws Refusal if it is not a valid URL, names no port and has a scheme without a default one, or the map declares no
   * connection to it.
   */
  outsideUrl(url: string): string;
  /**
   * The same for a host and port without a scheme: `cache.example.com:6379`. It may be called over any protocol.
   *
   * @throws Refusal if it is not a host and a port, or the map declares no connection to it.
   */
  outsideAddress(address: string): string;
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
  /** The routes to this service that the map declares, in its order; none where the environment does not say how they are made. */
  routes(): DeclaredRoute[];
  /** Its ports that a Prometheus reads, and how, in the order of the map. */
  scraped(): ScrapedPort[];
}

/** A port whose metrics a Prometheus reads. */
export interface ScrapedPort extends Scrape {
  readonly port: OfferedPort;
}

/** The service of the map in one environment, for one of its workloads. */
export function serviceEnvironment<Values extends EnvironmentValues>(
  map: ServiceMap,
  contract: Contract,
  environment: Environment<string, Values>,
  workload: Workload = contract.main,
): ServiceEnvironment<Values> {
  // The overlays of a service are made of its base, also where base is not deployed itself.
  const exists = (each: Connection) =>
    isDeclaredIn(each, environment) &&
    absentEnds(each, environment, map.contractNamed).every((end) => end === contract);
  const connections = map.connectionsOf(contract);
  const declared = connections.outgoing.filter(exists);
  const outgoing = declared.filter(({ from }) => callingWorkload(from) === workload);
  const incoming = connections.incoming
    .filter(exists)
    .filter(({ to }) => isOffered(to) && to.workload === workload.key);
  const location = { service: contract.name, environment: environment.name };
  const { objectName, namespaceName, clusterDomain } = environment;

  /** Whether the callee of a connection is optional, and not one of the services of a preview. */
  const isLeftOut = (callee: Contract, port: OfferedPort) =>
    environment.preview?.services.includes(callee.name) === false &&
    connections.outgoing.some(
      (each) =>
        each.to === port &&
        each.needed === 'optional' &&
        callingWorkload(each.from) === workload &&
        isDeclaredIn(each, environment),
    );
  const nowhere = ({ name, namespace }: Contract, { services: [service = name] }: OfferedPort) =>
    `${objectName(service)}.${namespaceName(namespace)}.invalid`;
  const host = (port: OfferedPort, { host: form = 'full' }: AddressOptions = {}) => {
    refuseUnlessOffered(port, host, location);
    const callee = map.contractNamed(port.contract);
    if (callee !== undefined && isLeftOut(callee, port)) return nowhere(callee, port);
    if (callee === undefined || !outgoing.some(({ to }) => to === port)) {
      const others = declared.filter(({ to }) => to === port);
      throw undeclaredConnection(workload, formatPort(port), others).within(location);
    }
    const [service] = port.services;
    if (service === undefined) throw withoutService(port).within(location);
    const name = { service: objectName(service), namespace: namespaceName(callee.namespace), clusterDomain };
    const text = formatHost(name, form, namespaceName(contract.namespace));
    if (text instanceof Refusal) throw text.within(location);
    return text;
  };
  const address = (port: OfferedPort, options: AddressOptions = {}) => {
    refuseUnlessOffered(port, address, location);
    return `${host(port, options)}:${port.port}`;
  };
  const url = (port: OfferedPort, given: string | UrlOptions = '') => {
    refuseUnlessOffered(port, url, location);
    if (port.scheme === undefined) throw withoutScheme(port).within(location);
    const { path = '', ...options } = typeof given === 'string' ? { path: given } : given;
    return `${port.scheme}://${address(port, options)}${path}`;
  };
  const podAddresses = (port: OfferedPort, headlessService: string, replicas: number) => {
    refuseUnlessOffered(port, podAddresses, location);
    if (!port.services.includes(headlessService)) throw notOffered(port, headlessService).within(location);
    // The host of the port's first Service; that of another differs in its first label alone.
    const domain = [objectName(headlessService), ...host(port).split('.').slice(1)].join('.');
    const callee = map.contractNamed(port.contract);
    const pod = objectName(callee === undefined ? port.contract : workloadOf(callee, port).objectName);
    return Array.from({ length: replicas }, (_, number) => `${pod}-${number}.${domain}:${port.containerPort}`);
  };
  const allowed = (text: string, target: OutsideTarget | Refusal) => {
    const refusal =
      target instanceof Refusal ? target : undeclaredTarget(target, { workload, outgoing, declared }, environment);
    if (refusal !== undefined) throw refusal.within(location);
    return text;
  };
  const of = (other: Workload) => {
    refuseUnlessWorkloadOf(contract, other, of, location);
    if (!isDeployedIn(other, environment)) throw notDeployed(other).within(location);
    return serviceEnvironment(map, contract, environment, other);
  };
  const has = (other: Workload) => {
    refuseUnlessWorkloadOf(contract, other, has, location);
    return isDeployedIn(other, environment);
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
    namespace: namespaceName(contract.namespace),
    of,
    has,
    servicesInNamespace: () =>
      map.startOrder.filter(
        (each) => each.namespace === contract.namespace && (each === contract || isDeployedIn(each, environment)),
      ),
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
    outsideUrl: (url) => allowed(url, targetOfUrl(url)),
    outsideAddress: (address) => allowed(address, targetOfAddress(address)),
    incoming: () => withRoutesJoined(incoming, environment).map((each) => trafficOf(each, map, environment)),
    outgoing: () => [
      ...nameResolution(workload, environment),
      ...outgoing.map((each) => trafficOf(each, map, environment)),
    ],
    routes: () => declaredRoutes(incoming, environment),
    scraped: () =>
      incoming.flatMap(({ to, scrape }) => (scrape !== undefined && isOffered(to) ? [{ port: to, ...scrape }] : [])),
  };
}

function unknownNamespace(namespace: string, known: readonly string[]): Refusal {
  const meant = nearest(namespace, known);
  return new Refusal({
    problem: `No service of the stack is in a namespace "${namespace}".`,
    remedy: meant === undefined ? `There are ${formatNames(new Set(known))}.` : `Did you mean "${meant}"?`,
  });
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
