import type { Kinds } from './kinds.ts';

export type ServiceSpec = NonNullable<Kinds['Service']['spec']>;

/** The type of a Service; the server takes "ClusterIP" if it is absent. */
export function typeOf({ type = '' }: ServiceSpec): string {
  return type === '' ? 'ClusterIP' : type;
}

/** The addresses that are asked for: `clusterIPs`, or else `clusterIP`. */
export function clusterIPsOf({ clusterIP = '', clusterIPs = [] }: ServiceSpec): readonly string[] {
  if (clusterIPs.length > 0) return clusterIPs;
  return clusterIP === '' ? [] : [clusterIP];
}

/** Whether the Service has no address of its own. */
export function isHeadless(spec: ServiceSpec): boolean {
  const addresses = clusterIPsOf(spec);
  return addresses.length === 1 && addresses[0] === 'None';
}

/** Whether the Service can be reached from outside of the cluster. */
export function isExternal(spec: ServiceSpec): boolean {
  const type = typeOf(spec);
  if (type === 'LoadBalancer' || type === 'NodePort') return true;
  return type === 'ClusterIP' && (spec.externalIPs ?? []).length > 0;
}

/** Whether load balancers ask each node if it has a pod of the Service. */
export function needsHealthCheck(spec: ServiceSpec): boolean {
  return typeOf(spec) === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}
