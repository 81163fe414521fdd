import { dnsSubdomainProblem } from '@k8s-blocks/manifest';
import { ruleFor } from '../rule.ts';
import { clusterIPsOf, isHeadless, type ServiceSpec, typeOf } from '../service.ts';
import { invalid, notSupported, quote, required, type Violations } from '../violation.ts';

/**
 * The type of a Service is valid, and the Service has no field that its type excludes.
 *
 * @example
 * spec: { type: NodePort, clusterIP: None }
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 */
export const serviceType = ruleFor('service-type', 'Service', function* ({ spec = {} }): Violations {
  const type = typeOf(spec);
  yield* notSupported('spec.type', type, ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']);
  if (isHeadless(spec) && (type === 'NodePort' || type === 'LoadBalancer')) {
    const problem = `A Service of type "${type}" needs an address, and clusterIP is "None".`;
    yield { field: 'spec.clusterIP', problem, remedy: 'Remove clusterIP, or use the type "ClusterIP".' };
  }
  if (type === 'ExternalName') yield* externalNameViolations(spec);
});

function* externalNameViolations(spec: ServiceSpec): Violations {
  const { externalName = '', ipFamilies = [], ipFamilyPolicy } = spec;
  const name = externalName.replace(/\.$/, '');
  const remedy = 'Name a host in lower case.';
  if (name === '') yield required('spec.externalName', remedy);
  else yield* invalid('spec.externalName', dnsSubdomainProblem(name), remedy);
  const set = {
    clusterIP: clusterIPsOf(spec).length > 0 ? clusterIPsOf(spec) : undefined,
    ipFamilies: ipFamilies.length > 0 ? ipFamilies : undefined,
    ipFamilyPolicy,
  };
  for (const [field, value] of Object.entries(set)) {
    if (value === undefined) continue;
    const problem = `A Service of type "ExternalName" has no ${field}, such as ${quote(value)}.`;
    yield { code: 'FieldValueForbidden', field: `spec.${field}`, problem, remedy: 'Remove it.' };
  }
}
