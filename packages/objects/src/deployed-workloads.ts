import { type ServiceEnvironment, workloadsOf } from '@k8s-blocks/topology';

/** A service for each of its workloads that is deployed in the environment, the main one first. */
export function deployedWorkloads(env: ServiceEnvironment): readonly ServiceEnvironment[] {
  return workloadsOf(env.contract)
    .filter((workload) => env.has(workload))
    .map((workload) => env.of(workload));
}
