import { comment } from '@k8s-blocks/comments';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IHorizontalPodAutoscalerSpec } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscalerSpec';
import type { IMetricSpec } from 'kubernetes-models/autoscaling/v2/MetricSpec';
import { identityLabels } from './identity-labels.ts';
import { present } from './present.ts';

/** What {@link horizontalPodAutoscaler} takes. */
export interface AutoscalerOptions extends Pick<IHorizontalPodAutoscalerSpec, 'behavior'> {
  /** The fewest pods. Two or more keep the service up while a node is drained. */
  readonly minReplicas: number;
  /** The most pods. */
  readonly maxReplicas: number;
  /** How much of what its containers request is to be used, in percent, on average of the pods. */
  readonly utilization?: { readonly cpu?: number; readonly memory?: number };
  /** Other metrics, in the API's fields; after those of the utilization. */
  readonly metrics?: readonly IMetricSpec[];
}

/**
 * The HorizontalPodAutoscaler of a service, which has the number of the pods of its workload: that is then made without
 * `replicas`, or every apply sets them back.
 *
 * @throws Refusal if the workload of the contract cannot be scaled, the numbers are not whole or in the wrong order, or
 * nothing says when to scale.
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export function horizontalPodAutoscaler(env: ServiceEnvironment, options: AutoscalerOptions): IHorizontalPodAutoscaler {
  const { workload } = env;
  const metrics = [...utilizationMetrics(options.utilization), ...(options.metrics ?? [])];
  refuseUnlessScalable(env, options, metrics);
  const { minReplicas, maxReplicas, behavior } = options;
  return comment(`How many pods ${workload.name} has; its ${workload.kind} says no number.`, {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: workload.name, labels: identityLabels(env) },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: workload.kind, name: env.nameOf(workload.objectName) },
      minReplicas,
      maxReplicas,
      metrics,
      ...present({ behavior }),
    },
  });
}

function utilizationMetrics({ cpu, memory }: NonNullable<AutoscalerOptions['utilization']> = {}): IMetricSpec[] {
  return Object.entries({ cpu, memory }).flatMap(([name, averageUtilization]) =>
    averageUtilization === undefined
      ? []
      : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }],
  );
}

function refuseUnlessScalable(
  { contract, workload, name }: ServiceEnvironment,
  { minReplicas, maxReplicas, utilization = {} }: AutoscalerOptions,
  metrics: readonly IMetricSpec[],
): void {
  const problems: Problem[] = [];
  if (!['Deployment', 'StatefulSet'].includes(workload.kind)) {
    problems.push({
      field: 'spec.scaleTargetRef.kind',
      problem: `The workload ${workload.name} is a ${workload.kind}, which has no replicas.`,
      remedy: 'Leave the autoscaler out.',
    });
  }
  const numbers = {
    minReplicas,
    maxReplicas,
    'utilization.cpu': utilization.cpu,
    'utilization.memory': utilization.memory,
  };
  for (const [field, number] of Object.entries(numbers)) {
    if (number === undefined || (Number.isInteger(number) && number > 0)) continue;
    const remedy = 'Give a whole number of 1 or more.';
    problems.push({ field, problem: `${number} is not a valid number here.`, remedy });
  }
  if (minReplicas > maxReplicas) {
    const problem = `The most pods, ${maxReplicas}, are fewer than the fewest, ${minReplicas}.`;
    problems.push({ field: 'spec.maxReplicas', problem, remedy: `Give ${minReplicas} or more.` });
  }
  if (metrics.length === 0) {
    const remedy = 'Give a utilization, such as { cpu: 70 }, or metrics.';
    problems.push({ field: 'spec.metrics', problem: 'Nothing says when to scale.', remedy });
  }
  if (problems.length === 0) return;
  const object = `HorizontalPodAutoscaler ${workload.name}`;
  throw new Refusal(problems).within({ service: contract.name, environment: name, object });
}
