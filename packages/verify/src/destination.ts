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
import { formatNames } from '@k8s-blocks/refusal';
import { type Address, addressesIn, type ClusterAddress, clusterAddressOf, LISTENING_HOST } from './address.ts';
import type { BuiltStack } from './built-stack.ts';
import { outsideNamespaces } from './party.ts';
import type { PlacedText } from './placed-text.ts';

/** Where an address leads to. */
export type Destination =
  | { readonly to: 'service'; readonly service: Service; readonly port?: number; readonly protocol: Protocol }
  | { readonly to: 'pod'; readonly pod: Pod; readonly port?: number; readonly protocol: Protocol }
  /** A pod of another namespace of the cluster, which the connections name. */
  | { readonly to: 'other namespace'; readonly namespace: string; readonly port?: number }
  | { readonly to: 'outside'; readonly port?: number }
  | { readonly to: 'nowhere'; readonly problem: string; readonly remedy: string; readonly mayBeElsewhere?: true };

/** An address of a text, and where it leads to. */
export interface PlacedAddress extends PlacedText {
  readonly address: Address;
  readonly destination: Destination;
}

/** Several rules ask for the addresses of the one stack. */
const known = new WeakMap<BuiltStack, readonly PlacedAddress[]>();

/** Every address in the configuration of a stack. */
export function placedAddresses(stack: BuiltStack): readonly PlacedAddress[] {
  const addresses = known.get(stack) ?? findAddresses(stack);
  known.set(stack, addresses);
  return addresses;
}

function findAddresses(stack: BuiltStack): readonly PlacedAddress[] {
  return stack.texts.flatMap((text) => {
    const addresses = addressesIn(text.text);
    // Asked once a text: one of a megabyte may hold a hundred thousand addresses.
    const isOneWord = addresses.length > 0 && !/\s/.test(text.text);
    return addresses.flatMap((address) => {
      const destination = destinationOf(stack, address, text.namespace, isOneWord);
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
  namespace: PlacedText['namespace'],
  isOneWord: boolean,
): Destination | undefined {
  const { host, port } = address;
  if (host === LISTENING_HOST) return undefined;
  const known = clusterAddressOf(host, namespace, stack.namespaces, stack.clusterDomain);
  if (isIP(host) !== 0 || known === undefined) return { to: 'outside', ...(port === undefined ? {} : { port }) };
  if (!host.includes('.') && !isOneWord) return undefined;
  return clusterDestination(stack, known, port);
}

function clusterDestination(stack: BuiltStack, address: ClusterAddress, port: number | undefined): Destination {
  const { namespace, service: name, pod } = address;
  const asked = port === undefined ? {} : { port };
  const { clusterDomain = DEFAULT_CLUSTER_DOMAIN } = stack;
  if (address.domain !== undefined && address.domain !== clusterDomain) {
    const problem = `The cluster domain of this environment is "${clusterDomain}", not "${address.domain}".`;
    const remedy = `End the name in ".svc.${clusterDomain}", or in ".svc".`;
    // Without a map nobody has said what the domain is.
    return { to: 'nowhere', problem, remedy, ...(stack.clusterDomain === undefined ? { mayBeElsewhere: true } : {}) };
  }
  if (!stack.namespaces.has(namespace)) {
    if (outsideNamespaces(stack).has(namespace)) return { to: 'other namespace', namespace, ...asked };
    const problem = `There is no namespace "${namespace}" in this environment.`;
    const remedy = `Use one of ${formatNames(stack.namespaces)}.`;
    // Without connections nobody has said which namespaces there are besides.
    const known = stack.connections !== undefined;
    return { to: 'nowhere', problem, remedy, ...(known ? {} : { mayBeElsewhere: true }) };
  }
  const service = stack.service(namespace, name);
  if (service === undefined) {
    const names = formatNames(servicesIn(stack, namespace));
    const remedy = names === 'none' ? 'Add the Service.' : `Use one of ${names}, or add the Service.`;
    return {
      to: 'nowhere',
      problem: `There is no ${formatReference(serviceReference(namespace, name), { withNamespace: true })}.`,
      remedy,
    };
  }
  if (pod !== undefined) return podDestination(stack, service, pod, port);
  const matching = service.ports.find((each) => each.port === port);
  if (port === undefined || matching !== undefined || service.externalName !== undefined) {
    return { to: 'service', service, ...asked, protocol: matching?.protocol ?? 'TCP' };
  }
  const remedy = `Use one of ${formatNames(service.ports.map((each) => `${each.port}`))}.`;
  return {
    to: 'nowhere',
    problem: `${formatReference(serviceReference(namespace, name), { withNamespace: true })} has no port ${port}.`,
    remedy,
  };
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
    return { to: 'nowhere', problem, remedy: 'Use a pod of a StatefulSet with this serviceName and so many replicas.' };
  }
  const offered = set.pod.ports.find((each) => each.port === port);
  if (port !== undefined && offered === undefined) {
    const problem = `The pods of ${set.object.title} have no port ${port}.`;
    return {
      to: 'nowhere',
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
