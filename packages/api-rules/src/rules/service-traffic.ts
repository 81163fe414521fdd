import { formatStep } from '@k8s-blocks/manifest';
import { ruleFor } from '../rule.ts';
import { isExternal } from '../service.ts';
import { nonEmpty, notSupported, quote, type Violations } from '../violation.ts';

const HINTS = 'service.kubernetes.io/topology-aware-hints';
const MODE = 'service.kubernetes.io/topology-mode';

/**
 * The traffic policies of a Service are valid, and that for external traffic stands only where the Service is
 * external.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies
 */
export const serviceTraffic = ruleFor('service-traffic', 'Service', function* ({ metadata, spec = {} }): Violations {
  const external = nonEmpty(spec.externalTrafficPolicy);
  if (isExternal(spec)) yield* notSupported('spec.externalTrafficPolicy', external, ['Cluster', 'Local']);
  else if (external !== undefined) {
    const problem = `${quote(external)} is only for a Service that can be reached from outside.`;
    yield { field: 'spec.externalTrafficPolicy', problem, remedy: 'Remove it, or use "NodePort" or "LoadBalancer".' };
  }
  yield* notSupported('spec.internalTrafficPolicy', spec.internalTrafficPolicy, ['Cluster', 'Local']);
  yield* notSupported('spec.trafficDistribution', spec.trafficDistribution, [
    'PreferClose',
    'PreferSameZone',
    'PreferSameNode',
  ]);
  const { [HINTS]: older, [MODE]: newer } = metadata?.annotations ?? {};
  if (older === undefined || newer === undefined || older === newer) return;
  const problem = `${quote(newer)} is not ${quote(older)}, which the annotation "${HINTS}" says.`;
  yield { field: `metadata.annotations${formatStep(MODE)}`, problem, remedy: 'Keep one of the annotations.' };
});
