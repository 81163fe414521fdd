import { fieldsOf, isAbsent, listOf, textOf } from '@k8s-blocks/manifest';
import { formatNames } from '@k8s-blocks/refusal';
import { type Autoscaler, autoscalersOf } from '../autoscaler.ts';
import type { BuiltStack } from '../built-stack.ts';
import type { StackRule } from '../rule.ts';
import type { LocatedContainer, Workload } from '../workload.ts';

/**
 * Where a HorizontalPodAutoscaler scales by the utilization of a resource, every container of the pods requests that resource, or
 * has a limit of it, which is then the request. In a namespace with a LimitRange, which may set requests, they are not judged.
 *
 * Why: the utilization is a share of what is requested. Without a request it is not known, and nothing is scaled.
 *
 * @example
 * apiVersion: apps/v1
 * kind: Deployment # a HorizontalPodAutoscaler scales it by the utilization of its CPU
 * spec:
 *   template:
 *     spec:
 *       containers:
 *         - name: main
 *           resources: { requests: { memory: 64Mi } }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/#how-does-a-horizontalpodautoscaler-work
 */
export const autoscalerRequest: StackRule = {
  name: 'autoscaler-request',
  severity: 'warning',
  *check(stack) {
    for (const autoscaler of autoscalersOf(stack)) {
      const inNamespace = stack.workloadsIn(autoscaler.object.namespace);
      const workload = inNamespace.find(({ object }) => object === autoscaler.target);
      if (workload === undefined || hasDefaults(stack, workload)) continue;
      for (const { field, resource, container } of utilizations(autoscaler)) {
        const lacking = measured(workload, container).filter((each) => !requests(each, resource));
        if (lacking.length === 0) continue;
        const names = lacking.map(({ fields }) => textOf(fields.name) ?? '');
        yield {
          object: autoscaler.object,
          field,
          problem: `${lacking.length === 1 ? 'The container' : 'The containers'} ${formatNames(names)} of ${workload.object.title} ${lacking.length === 1 ? 'requests' : 'request'} no ${resource}.`,
          why: 'Its utilization is not known then, and nothing is scaled.',
          remedy: `Give resources.requests.${resource}.`,
        };
      }
    }
  },
};

function hasDefaults({ ofType }: BuiltStack, { namespace }: Workload): boolean {
  return ofType('v1 LimitRange').some((each) => each.namespace === namespace);
}

interface Utilization {
  readonly field: string;
  readonly resource: string;
  /** The one container that is measured. Absent: all of the pod are. */
  readonly container?: string;
}

/** The resources by whose utilization it scales. */
function utilizations({ object }: Autoscaler): Utilization[] {
  const spec = fieldsOf(object.fields.spec);
  const metrics = listOf(spec.metrics).flatMap((metric, index): Utilization[] => {
    const [source, of] = isAbsent(fieldsOf(metric).containerResource)
      ? ['resource', fieldsOf(fieldsOf(metric).resource)]
      : ['containerResource', fieldsOf(fieldsOf(metric).containerResource)];
    const [resource, container] = [textOf(of.name), textOf(of.container)];
    if (resource === undefined || fieldsOf(of.target).type !== 'Utilization') return [];
    return [{ field: `spec.metrics[${index}].${source}`, resource, ...(container === undefined ? {} : { container }) }];
  });
  if (isAbsent(spec.targetCPUUtilizationPercentage)) return metrics;
  return [...metrics, { field: 'spec.targetCPUUtilizationPercentage', resource: 'cpu' }];
}

/** The containers that run beside each other: init containers end before, but for sidecars. */
function measured({ containers, spec }: Workload, name: string | undefined): readonly LocatedContainer[] {
  const inits = new Set(listOf(spec.initContainers).filter((each) => fieldsOf(each).restartPolicy !== 'Always'));
  return containers
    .filter(({ fields }) => !inits.has(fields))
    .filter(({ fields }) => name === undefined || fields.name === name);
}

function requests({ fields }: LocatedContainer, resource: string): boolean {
  const { requests, limits } = fieldsOf(fields.resources);
  return [requests, limits].some((each) => !isAbsent(fieldsOf(each)[resource]));
}
