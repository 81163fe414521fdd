import { type Omitted, omitted } from '@k8s-blocks/comments';
import { type Fields, fieldsOf, integerOf, type Manifest } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { keepOneUp } from './keep-one-up.ts';

/**
 * The budget of a workload, as far as it has one: none for a DaemonSet, a Job and a CronJob. The pods of the main workload have
 * one also where there is but one; those of another where there are several, or an autoscaler has their number.
 *
 * @param objects those of the service, among which are the workload and its autoscaler.
 * @param given how many pods the main workload has. Default: as many as it says.
 * @throws Refusal if the workload says its `replicas`, and a HorizontalPodAutoscaler has them.
 */
export function budgetOf(
  env: ServiceEnvironment,
  objects: readonly Manifest[],
  given: number | undefined,
): IPodDisruptionBudget | Omitted | [] {
  const { kind, key, name, objectName } = env.workload;
  const all = objects.map(fieldsOf);
  const found = integerOf(fieldsOf(all.find((each) => isNamed(each, kind, objectName))?.spec).replicas);
  const isAutoscaled = all.some((each) => isNamed(each, 'HorizontalPodAutoscaler', name));
  if (found !== undefined && isAutoscaled) throw bothDecide(env, found);
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return [];
  if (key === undefined) return keepOneUp(env, given ?? found);
  const hasSeveral = isAutoscaled || (found !== undefined && found > 1);
  return hasSeveral ? keepOneUp(env, found) : omitted('It has one pod here, which may be evicted.');
}

/** Two that decide on the number of pods: every apply would undo what the autoscaler did. */
function bothDecide({ contract, workload, name: environment }: ServiceEnvironment, replicas: number): Refusal {
  return new Refusal({
    service: contract.name,
    environment,
    object: `${workload.kind} ${workload.objectName}`,
    field: 'spec.replicas',
    problem: `It says ${replicas}, and HorizontalPodAutoscaler ${workload.name} has their number.`,
    remedy: 'Leave replicas out.',
  });
}

function isNamed({ kind, metadata }: Fields, wantedKind: string, name: string): boolean {
  return kind === wantedKind && fieldsOf(metadata).name === name;
}
