import { type Fields, fieldsOf, listOf, nonEmptyTextOf } from '@k8s-blocks/manifest';

/**
 * Of a Service the address is given once. What the manifest leaves out the API server keeps as it is, so that only a field
 * that is said now, and was said otherwise or left to the server before, is refused. An ExternalName has no address, and
 * may become a Service that has one, and the other way round.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
 */
export function refusedOfService(before: Fields, after: Fields): readonly string[] {
  const [old, wanted] = [fieldsOf(before.spec), fieldsOf(after.spec)];
  if (old.type === 'ExternalName' || wanted.type === 'ExternalName') return [];
  return [
    ...(isGivenAnew(old.clusterIP, wanted.clusterIP) ? ['spec.clusterIP'] : []),
    ...(isGivenAnew(listOf(old.ipFamilies)[0], listOf(wanted.ipFamilies)[0], 'said before') ? ['spec.ipFamilies'] : []),
    ...(isGivenAnew(old.loadBalancerClass, wanted.loadBalancerClass) && isBalancedTwice(old, wanted)
      ? ['spec.loadBalancerClass']
      : []),
    ...(isGivenAnew(old.healthCheckNodePort, wanted.healthCheckNodePort, 'said before')
      ? ['spec.healthCheckNodePort']
      : []),
  ];
}

/** Some are chosen by the server where they were not said, perhaps as they are said now: then nobody can know. */
function isGivenAnew(before: unknown, after: unknown, when?: 'said before'): boolean {
  const said = typeof after === 'number' || nonEmptyTextOf(after) !== undefined;
  return said && before !== after && (when === undefined || before !== undefined);
}

function isBalancedTwice(before: Fields, after: Fields): boolean {
  return before.type === 'LoadBalancer' && after.type === 'LoadBalancer';
}
