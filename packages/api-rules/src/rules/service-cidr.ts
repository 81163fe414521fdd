import { parseCidr } from '@k8s-blocks/manifest';
import { typeRule } from '../type-rule.ts';
import { quote } from '../violation.ts';

interface ServiceCidr {
  readonly spec?: { readonly cidrs?: readonly string[] };
}

/**
 * A ServiceCIDR has one block of addresses, or one of IPv4 and one of IPv6.
 *
 * @example
 * apiVersion: networking.k8s.io/v1
 * kind: ServiceCIDR
 * metadata: { name: more }
 * spec: { cidrs: [10.9.0.0/24, 10.10.0.0/24] } # two of IPv4
 *
 * @see https://kubernetes.io/docs/tasks/network/extend-service-ip-ranges/
 */
export const serviceCidr = typeRule<ServiceCidr>(
  'service-cidr',
  ['networking/v1.ServiceCIDR', 'networking/v1beta1.ServiceCIDR'],
  function* ({ spec: { cidrs = [] } = {} }) {
    const families = cidrs.map((cidr) => parseCidr(cidr)?.family);
    const isRight = families.length < 2 || (families.length === 2 && families[0] !== families[1]);
    if (isRight || families.includes(undefined)) return;
    const problem = `${quote(cidrs)} are not one block of IPv4 and one of IPv6.`;
    yield { field: 'spec.cidrs', problem, remedy: 'Make a ServiceCIDR of each further block.' };
  },
);
