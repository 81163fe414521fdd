import { isIP } from 'node:net';
import {
  DEFAULT_CLUSTER_DOMAIN,
  fieldsOf,
  formatReference,
  integerOf,
  type ObjectReference,
  textOf,
} from '@k8s-blocks/manifest';
import type { Pod, Protocol, Service } from '@k8s-blocks/reachability';
import { formatNames, nearest } from '@k8s-blocks/refusal';
import { type Address, addressesIn, type ClusterAddress, clusterAddressOf, LISTENING_HOST } from './address.ts';
import { meaningOf } from './address-label.ts';
import { type BuiltObject, namesNamespace } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';
import type { ConfigText } from './config-text.ts';
import { hostsAndPorts } from './host-and-port.ts';
import { outsideNamespaces } from './party.ts';
import { selectorOf } from './selector.ts';

/** Where an address leads to. */
export type Destination =
  | { readonly to: 'service'; readonly service: Service; readonly port?: number; readonly protocol: Protocol }
  | { readonly to: 'pod'; readonly pod: Pod; readonly port?: number; readonly protocol: Protocol }
  /** A pod of another namespace of the cluster, which the connections name. */
  | { readonly to: 'other namespace'; readonly namespace: string; readonly port?: number }
  | { readonly to: 'outside'; readonly port?: number }
  | Nowhere;

/** What is wrong with an address that leads nowhere. */
export type NowhereCode =
  | 'wrong-cluster-domain'
  | 'namespace-missing'
  | 'service-missing'
  | 'port-missing'
  | 'pod-missing';

/** Why an address leads nowhere. */
export interface Nowhere {
  readonly to: 'nowhere';
  readonly code: NowhereCode;
  readonly problem: string;
  readonly remedy: string;
  /** Whether it may exist all the same, since it is not known which namespaces there are, or what else is in the cluster. */
  readonly mayBeElsewhere?: true;
  /** The Service that is missing. */
  readonly missing?: ObjectReference;
}

/** An address of a text, and where it leads to. */
export interface ConfigAddress extends ConfigText {
  readonly address: Address;
  readonly destination: Destination;
}

/** Every address in the configuration of a stack. */
export function configAddresses(stack: BuiltStack): readonly ConfigAddress[] {
  return stack.memo(findAddresses);
}

function findAddresses(stack: BuiltStack): readonly ConfigAddress[] {
  return [...addressesOfTexts(stack), ...addressesOfPairs(stack)];
}

/** Hosts with ports beside them that lead to a Service of the build, but for that of the pods themselves, which may listen there. */
function addressesOfPairs(stack: BuiltStack): readonly ConfigAddress[] {
  return hostsAndPorts(stack.texts).flatMap(({ address, text }) => {
    const known = clusterAddressOf(address.host, text.namespace, stack.namespaces, stack.clusterDomain);
    const service = known === undefined ? undefined : stack.service(known.namespace, known.service);
    if (known === undefined || service === undefined || known.pod !== undefined) return [];
    const selects = selectorOf({ matchLabels: service.selector });
    if (text.users.some(({ pod }) => pod.namespace === service.namespace && selects(pod.labels))) return [];
    return [{ ...text, address, destination: clusterDestination(stack, known, address.port) }];
  });
}

function addressesOfTexts(stack: BuiltStack): readonly ConfigAddress[] {
  return stack.texts.flatMap((text) => {
    const addresses = addressesIn(text.text);
    // Asked once a text: one of a megabyte may hold a hundred thousand addresses.
    const isOneWord = addresses.length > 0 && !/\s/.test(text.text);
    return addresses.flatMap((address) => {
      const destination =
        address.bareAfter === undefined
          ? destinationOf(stack, address, text.namespace, isOneWord)
          : bareDestination(stack, address, text, isOneWord);
      return destination === undefined ? [] : [{ ...text, address, destination }];
    });
  });
}

/**
 * Undefined for a name that may mean anything: one without a dot in the midst of a longer text.
 *
 * @param isOneWord whether the text that the address stands in has no spaces.
 */
function destinationOf(
  stack: BuiltStack,
  address: Address,
  namespace: ConfigText['namespace'],
  isOneWord: boolean,
): Destination | undefined {
  const { host, port } = address;
  if (host === LISTENING_HOST) return undefined;
  const known = clusterAddressOf(host, namespace, stack.namespaces, stack.clusterDomain);
  if (isIP(host) !== 0 || known === undefined) return { to: 'outside', ...(port === undefined ? {} : { port }) };
  if (!host.includes('.') && !isOneWord) return undefined;
  return clusterDestination(stack, known, port);
}

/** Tags of images are lower, most often. */
const MIN_SURE_PORT = 1024;

/**
 * Where `catalog:3550` leads to, if it is an address: if there is a Service of that name with that port; or with another one, where
 * the setting is named like one that holds an address, or the value is that alone and the number is high; or, if there is none, where the
 * setting is named so.
 */
function bareDestination(
  stack: BuiltStack,
  { host, port, bareAfter }: Address,
  { key, namespace }: ConfigText,
  isOneWord: boolean,
): Destination | undefined {
  const meaning = meaningOf(bareAfter === '' ? key : bareAfter);
  if (meaning === 'other') return undefined;
  if (!stack.namespaces.has(namespace)) return undefined;
  const destination = clusterDestination(stack, { service: host, namespace }, port);
  if (destination.to !== 'nowhere') return destination;
  if (meaning === 'address') return isOneWord || bareAfter !== '' ? destination : undefined;
  const isSure =
    destination.code === 'port-missing' ? (port ?? 0) >= MIN_SURE_PORT : isLikeServiceOn(stack, namespace, host, port);
  return isOneWord && isSure ? destination : undefined;
}

/** The Service of that name that says which other namespace it is in: one that names none is in whichever it is applied to. */
function serviceElsewhere({ ofType }: BuiltStack, name: string): BuiltObject | undefined {
  return ofType('v1 Service').find((each) => each.name === name && namesNamespace(each));
}

/** Whether the name is spelt much like that of a Service with the port. */
function isLikeServiceOn({ cluster }: BuiltStack, namespace: string, name: string, port: number | undefined): boolean {
  const services = cluster.services.filter((each) => each.namespace === namespace);
  const onPort = services.filter(({ ports }) => ports.some((each) => each.port === port));
  return (
    nearest(
      name,
      onPort.map((each) => each.name),
    ) !== undefined
  );
}

function clusterDestination(stack: BuiltStack, address: ClusterAddress, port: number | undefined): Destination {
  const { namespace, service: name, pod } = address;
  const asked = port === undefined ? {} : { port };
  const { clusterDomain = DEFAULT_CLUSTER_DOMAIN } = stack;
  if (address.domain !== undefined && address.domain !== clusterDomain) {
    const problem = `The cluster domain of this environment is "${clusterDomain}", not "${address.domain}".`;
    const remedy = `End the name in ".svc.${clusterDomain}", or in ".svc".`;
    // Without a map it is not known what the domain is.
    const known = stack.clusterDomain !== undefined;
    return { to: 'nowhere', code: 'wrong-cluster-domain', problem, remedy, ...(known ? {} : { mayBeElsewhere: true }) };
  }
  if (!stack.namespaces.has(namespace)) {
    if (outsideNamespaces(stack).has(namespace)) return { to: 'other namespace', namespace, ...asked };
    const problem = `There is no namespace "${namespace}" in this environment.`;
    const remedy = `Use one of ${formatNames(stack.namespaces)}.`;
    // Without connections it is not known which other namespaces there are.
    const known = stack.connections !== undefined;
    return { to: 'nowhere', code: 'namespace-missing', problem, remedy, ...(known ? {} : { mayBeElsewhere: true }) };
  }
  const service = stack.service(namespace, name);
  if (service === undefined) {
    const services = [...servicesIn(stack, namespace)];
    const names = formatNames(services);
    // Without a map, a Service that is not of the build may be of others.
    const elsewhere = serviceElsewhere(stack, name);
    const isSure = stack.connections !== undefined || elsewhere !== undefined || nearest(name, services) !== undefined;
    const choice = names === 'none' ? 'Add the Service.' : `Use one of ${names}, or add the Service.`;
    const remedy = elsewhere === undefined ? choice : `${choice} One of this name is in "${elsewhere.namespace}".`;
    return {
      to: 'nowhere',
      code: 'service-missing',
      problem: `There is no ${formatReference(serviceReference(namespace, name), { withNamespace: true })}.`,
      remedy,
      missing: serviceReference(namespace, name),
      ...(isSure ? {} : { mayBeElsewhere: true }),
    };
  }
  if (pod !== undefined) return podDestination(stack, service, pod, port);
  if (service.externalName !== undefined) return aliasDestination(stack, service, service.externalName, port);
  const matching = service.ports.find((each) => each.port === port);
  // The name of a headless Service is that of its pods, which may listen on ports that nobody lists.
  const isOfPods = service.headless && stack.connections === undefined;
  if (port === undefined || matching !== undefined || isOfPods) {
    return { to: 'service', service, ...asked, protocol: matching?.protocol ?? 'TCP' };
  }
  const remedy = `Use one of ${formatNames(service.ports.map((each) => `${each.port}`))}.`;
  return {
    to: 'nowhere',
    code: 'port-missing',
    problem: `${formatReference(serviceReference(namespace, name), { withNamespace: true })} has no port ${port}.`,
    remedy,
  };
}

/**
 * Where an ExternalName Service leads to: its name is an alias in DNS of another one, and the port stays. Of an alias of an
 * alias, or of a name that leads nowhere, it is the Service itself: that name is judged where it is written.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#externalname
 */
function aliasDestination(stack: BuiltStack, service: Service, name: string, port: number | undefined): Destination {
  const itself: Destination = { to: 'service', service, ...(port === undefined ? {} : { port }), protocol: 'TCP' };
  const known = clusterAddressOf(name.toLowerCase(), service.namespace, stack.namespaces, stack.clusterDomain);
  if (known === undefined || !name.includes('.') || isAlias(stack, known)) return itself;
  const destination = clusterDestination(stack, known, port);
  if (destination.to !== 'nowhere') return destination;
  if (destination.code !== 'port-missing') return itself;
  const title = formatReference(serviceReference(service.namespace, service.name), { withNamespace: true });
  return { ...destination, problem: `${title} is an alias of "${name}". ${destination.problem}` };
}

function isAlias(stack: BuiltStack, { namespace, service }: ClusterAddress): boolean {
  return stack.service(namespace, service)?.externalName !== undefined;
}

function* servicesIn({ cluster }: BuiltStack, namespace: string): Generator<string> {
  for (const service of cluster.services) if (service.namespace === namespace) yield service.name;
}

/**
 * The pod of a StatefulSet by its own name: `<name>-<ordinal>`, before the name of its headless Service.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
 */
function podDestination(stack: BuiltStack, service: Service, name: string, port: number | undefined): Destination {
  const title = formatReference(serviceReference(service.namespace, service.name), { withNamespace: true });
  const sets = stack.workloadsIn(service.namespace).filter(({ object, spec, pod, replicas = 1 }) => {
    const { serviceName, ordinals } = fieldsOf(object.fields.spec);
    if (object.kind !== 'StatefulSet') {
      return textOf(spec.subdomain) === service.name && (textOf(spec.hostname) ?? pod.name) === name;
    }
    const ordinal = name.startsWith(`${object.name}-`) ? Number(name.slice(object.name.length + 1)) : Number.NaN;
    const start = integerOf(fieldsOf(ordinals).start) ?? 0;
    return serviceName === service.name && ordinal >= start && ordinal < start + replicas;
  });
  const [set] = sets;
  if (set === undefined || !service.headless) {
    const problem = `There is no pod "${name}" behind ${title}${service.headless ? '' : ', which is not headless'}.`;
    return {
      to: 'nowhere',
      code: 'pod-missing',
      problem,
      remedy: 'Use a pod of a StatefulSet with this serviceName and so many replicas.',
    };
  }
  const offered = set.pod.ports.find((each) => each.port === port);
  // Without a map, a pod may listen on a port that it does not list.
  if (port !== undefined && offered === undefined && stack.connections !== undefined) {
    const problem = `The pods of ${set.object.title} have no port ${port}.`;
    return {
      to: 'nowhere',
      code: 'port-missing',
      problem,
      remedy: `Use one of ${formatNames(set.pod.ports.map((each) => `${each.port}`))}.`,
    };
  }
  const { pod } = set;
  return { to: 'pod', pod, ...(port === undefined ? {} : { port }), protocol: offered?.protocol ?? 'TCP' };
}

function serviceReference(namespace: string, name: string): ObjectReference {
  return { group: '', kind: 'Service', namespace, name };
}
