import { fieldsOf, integerOf, listOf, nonEmptyTextOf, textOf } from '@k8s-blocks/manifest';
import type { BuiltObject } from './built-object.ts';
import type { BuiltStack } from './built-stack.ts';
import { selectorOf } from './selector.ts';

/** A listener of a Gateway of the Gateway API. */
export interface Listener {
  readonly name: string;
  readonly port?: number;
  /** Absent for all hosts. */
  readonly hostname?: string;
  readonly protocol: string;
  /** The kinds of routes that it says it takes; absent for those of its protocol. */
  readonly kinds?: readonly string[];
  /** Of which namespaces it takes routes: `Same` as its own by default, `All`, `None`, or by a selector. */
  readonly from: string;
  readonly selector?: unknown;
}

/** The kinds of routes that a listener takes if it does not say which. */
const KINDS_BY_PROTOCOL: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#listener */
export function listenersOf(gateway: BuiltObject): readonly Listener[] {
  return listOf(fieldsOf(gateway.fields.spec).listeners)
    .map(fieldsOf)
    .map(({ name, port, hostname, protocol, allowedRoutes }) => {
      const { namespaces, kinds } = fieldsOf(allowedRoutes);
      const { from, selector } = fieldsOf(namespaces);
      const [number, host] = [integerOf(port), nonEmptyTextOf(hostname)];
      const allowed = listOf(kinds).map((each) => textOf(fieldsOf(each).kind) ?? '');
      return {
        name: nonEmptyTextOf(name) ?? '',
        ...(number === undefined ? {} : { port: number }),
        ...(host === undefined ? {} : { hostname: host.toLowerCase() }),
        protocol: nonEmptyTextOf(protocol) ?? '',
        ...(allowed.length === 0 ? {} : { kinds: allowed }),
        from: nonEmptyTextOf(from) ?? 'Same',
        ...(selector === undefined ? {} : { selector }),
      };
    });
}

/** Whether a listener takes routes of a kind. Of a protocol of an implementation it is not known: then it does. */
export function admitsKind({ kinds, protocol }: Listener, kind: string): boolean {
  return (kinds ?? KINDS_BY_PROTOCOL[protocol])?.includes(kind) ?? true;
}

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Whether a listener takes routes of a namespace. One outside of the build may have any labels, so that a selector may select it. */
export function admitsNamespace(
  stack: BuiltStack,
  gateway: BuiltObject,
  listener: Listener,
  namespace: string,
): boolean {
  if (listener.from === 'Same') return namespace === (gateway.namespace ?? 'default');
  if (listener.from !== 'Selector') return listener.from !== 'None';
  const made = stack.find('v1 Namespace', undefined, namespace);
  if (made === undefined) return true;
  const labels = stack.cluster.namespaces.find(({ name }) => name === namespace)?.labels;
  return selectorOf(listener.selector)({ ...labels, [NAMESPACE_NAME]: namespace });
}

/** Whether a listener is for one of the hosts of a route; a route without hosts is for those of its listeners. */
export function admitsHosts({ hostname }: Listener, route: BuiltObject): boolean {
  const hosts = listOf(fieldsOf(route.fields.spec).hostnames).flatMap((each) => textOf(each)?.toLowerCase() ?? []);
  if (hostname === undefined || hosts.length === 0) return true;
  return hosts.some((host) => isWithin(host, hostname) || isWithin(hostname, host));
}

/** Whether a host, or each of a pattern of hosts, is one of a pattern: `*.example.com` is for any number of labels before it. */
function isWithin(host: string, pattern: string): boolean {
  return host === pattern || (pattern.startsWith('*.') && host.endsWith(pattern.slice(1)));
}
