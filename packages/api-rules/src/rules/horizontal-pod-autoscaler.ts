import { groupOf } from '@k8s-blocks/manifest';
import type { IHorizontalPodAutoscaler as AutoscalerV1 } from 'kubernetes-models/autoscaling/v1/HorizontalPodAutoscaler';
import type { IHorizontalPodAutoscaler as AutoscalerV2 } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { Loose } from '../kinds.ts';
import { typeRule } from '../type-rule.ts';
import { quote, required, type Violations } from '../violation.ts';
import { metricViolations } from './autoscaler-metrics.ts';

type Spec = NonNullable<Loose<AutoscalerV2 | AutoscalerV1>['spec']>;
type Behavior = NonNullable<NonNullable<Loose<AutoscalerV2>['spec']>['behavior']>;

/**
 * A HorizontalPodAutoscaler has a maximum that is not less than its minimum, scales a workload whose API group it names, and
 * each of its metrics has what its type asks for, and a target.
 *
 * @example
 * spec:
 *   minReplicas: 5
 *   maxReplicas: 3 # less than 5
 *   metrics:
 *     - type: Resource
 *       resource: { name: cpu, target: { type: Utilization, averageValue: 50 } } # averageUtilization
 *
 * @see https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/
 */
export const horizontalPodAutoscaler = typeRule<AutoscalerV1 | AutoscalerV2>(
  'horizontal-pod-autoscaler',
  ['autoscaling/v1.HorizontalPodAutoscaler', 'autoscaling/v2.HorizontalPodAutoscaler'],
  function* ({ spec }) {
    if (spec === undefined) return;
    yield* replicaViolations(spec);
    yield* targetViolations(spec);
    if ('metrics' in spec) {
      for (const [index, metric] of (spec.metrics ?? []).entries()) {
        yield* metricViolations(metric, `spec.metrics[${index}]`);
      }
    }
    if ('behavior' in spec && spec.behavior !== undefined) yield* behaviorViolations(spec.behavior);
  },
);

function* replicaViolations({ minReplicas = 1, maxReplicas }: Spec): Violations {
  if (maxReplicas === undefined || maxReplicas < 1 || minReplicas < 1 || maxReplicas >= minReplicas) return;
  const problem = `The maximum, ${maxReplicas}, is less than the minimum, ${minReplicas}.`;
  yield { field: 'spec.maxReplicas', problem, remedy: `Use ${minReplicas} or more, or lower minReplicas.` };
}

/** Nothing but a ReplicationController can be scaled in the core group. */
function* targetViolations({ scaleTargetRef: { apiVersion = '', kind = '' } = {} }: Spec): Violations {
  if (kind === '' || kind === 'ReplicationController' || groupOf(apiVersion) !== '') return;
  const problem = `${quote(kind)} is of no API group in the apiVersion ${quote(apiVersion)}.`;
  const remedy = 'Give the apiVersion of what is scaled, such as "apps/v1".';
  yield { field: 'spec.scaleTargetRef.apiVersion', problem, remedy };
}

function* behaviorViolations({ scaleUp, scaleDown }: Behavior): Violations {
  for (const [name, scaling] of Object.entries({ scaleUp, scaleDown })) {
    if (scaling?.policies?.length !== 0) continue;
    yield required(`spec.behavior.${name}.policies`, 'List a policy, or leave the list out.');
  }
}
