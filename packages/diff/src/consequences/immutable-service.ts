import { type Fields, fieldsOf, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';

/**
 * The fields of a Service that an API server refuses to change: its addresses and what comes with them. It keeps what the
 * manifest leaves out, so that only a field that has a value now, and another value or none before, is refused. A Service
 * of type ExternalName has no address, and may get one, and the other way round.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
 */
export function refusedOfService(before: Fields, after: Fields): readonly string[] {
  const [old, wanted] = [fieldsOf(before.spec), fieldsOf(after.spec)];
  if (old.type === 'ExternalName' || wanted.type === 'ExternalName') return [];
  return [
    ...(isOtherValue(old.clusterIP, wanted.clusterIP) ? ['spec.clusterIP'] : []),
    ...(isReplaced(listOf(old.ipFamilies)[0], listOf(wanted.ipFamilies)[0]) ? ['spec.ipFamilies'] : []),
    ...(isOtherValue(old.loadBalancerClass, wanted.loadBalancerClass) && staysLoadBalancer(old, wanted)
      ? ['spec.loadBalancerClass']
      : []),
    ...(isReplaced(old.healthCheckNodePort, wanted.healthCheckNodePort) ? ['spec.healthCheckNodePort'] : []),
  ];
}

/** Whether a field has a value now, and had another one or none before. */
function isOtherValue(before: unknown, after: unknown): boolean {
  return (typeof after === 'number' || nonEmptyTextOf(after) !== undefined) && before !== after;
}

/** Whether a field had another value before. If it had none the server chose one, which may be the same. */
function isReplaced(before: unknown, after: unknown): boolean {
  return before !== undefined && isOtherValue(before, after);
}

function staysLoadBalancer(before: Fields, after: Fields): boolean {
  return before.type === 'LoadBalancer' && after.type === 'LoadBalancer';
}
