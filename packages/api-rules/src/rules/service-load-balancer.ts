import { formatStep } from '@k8s-blocks/manifest';
import { cidrProblem } from '../address.ts';
import { qualifiedNameProblem } from '../formats.ts';
import { ruleFor } from '../rule.ts';
import { typeOf } from '../service.ts';
import { invalid, quote, type Violations } from '../violation.ts';

const RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const REMEDY = 'Give a block such as "10.0.0.0/8".';

/**
 * Fields for a load balancer are valid, and stand in a Service of type `LoadBalancer` alone.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
 */
export const serviceLoadBalancer = ruleFor(
  'service-load-balancer',
  'Service',
  function* ({ metadata, spec = {} }, kubernetes): Violations {
    const balanced = typeOf(spec) === 'LoadBalancer';
    const { loadBalancerSourceRanges: ranges = [], loadBalancerClass, allocateLoadBalancerNodePorts } = spec;
    const annotation = ranges.length > 0 ? undefined : metadata?.annotations?.[RANGES_ANNOTATION];
    const annotationField = `metadata.annotations${formatStep(RANGES_ANNOTATION)}`;
    const given = {
      'spec.loadBalancerSourceRanges': ranges.length > 0 ? ranges : undefined,
      'spec.loadBalancerClass': loadBalancerClass,
      'spec.allocateLoadBalancerNodePorts': allocateLoadBalancerNodePorts,
      [annotationField]: annotation,
    };
    for (const [field, value] of Object.entries(given)) {
      if (balanced || value === undefined) continue;
      const problem = `${quote(value)} is only for a Service of type "LoadBalancer".`;
      yield { code: 'FieldValueForbidden', field, problem, remedy: 'Remove it, or use the type "LoadBalancer".' };
    }
    for (const [index, range] of ranges.entries()) {
      yield* invalid(`spec.loadBalancerSourceRanges[${index}]`, cidrProblem(range.trim(), kubernetes), REMEDY);
    }
    const texts = (annotation ?? '').trim() === '' ? [] : (annotation ?? '').split(',');
    for (const text of texts) yield* invalid(annotationField, cidrProblem(text.trim(), kubernetes), REMEDY);
    if (balanced && loadBalancerClass !== undefined) {
      yield* invalid(
        'spec.loadBalancerClass',
        qualifiedNameProblem(loadBalancerClass),
        'Use a name such as "example.com/internal".',
      );
    }
  },
);
