import type { PodEndpoint } from '@k8s-blocks/reachability';
import type { Environment, Stack, Traffic } from '@k8s-blocks/topology';
import { type Contract, declaredTraffic, podLabels, type Workload, workloadsIn } from '@k8s-blocks/topology';
import { type BuiltStack, includes, readStack, type StackInput } from '@k8s-blocks/verify';

/** A workload of the map in one environment, as it is built there. */
export interface OwnWorkload {
  readonly contract: Contract;
  readonly workload: Workload;
  readonly namespace: string;
  /** The name of the object that makes its pods, and of a pod that is on its own. */
  readonly objectName: string;
  /** The pod that stands for all its replicas; by its labels alone where it is not built. */
  readonly pod: PodEndpoint;
}

/** What flows are compared with: one environment of a map, and what was built for it. */
export interface FlowContext {
  readonly map: Stack;
  readonly environment: Environment;
  readonly stack: BuiltStack;
  readonly own: readonly OwnWorkload[];
  /** The connections that are declared, without name resolution. */
  readonly declared: readonly Traffic[];
  readonly nameResolution: readonly Traffic[];
}

/** Reads a map and a build for comparing flows with them. */
export function flowContext(map: Stack, environment: Environment, input: StackInput): FlowContext {
  const stack = readStack(input);
  const own = map
    .servicesIn(environment.name)
    .flatMap((contract) => workloadsIn(contract, environment).map((workload) => ownWorkload(contract, workload)));
  const traffic = declaredTraffic(map, environment.name);
  return {
    map,
    environment,
    stack,
    own,
    declared: traffic.filter(({ resolvesNames }) => resolvesNames !== true),
    nameResolution: traffic.filter(({ resolvesNames }) => resolvesNames === true),
  };

  function ownWorkload(contract: Contract, workload: Workload): OwnWorkload {
    const namespace = environment.namespaceName(workload.namespace);
    const built = stack.workloads.find(({ pod }) => includes({ namespace, pods: workload.selector }, pod));
    const objectName = built?.object.name ?? environment.objectName(workload.objectName);
    return { contract, workload, namespace, objectName, pod: built?.pod ?? { namespace, labels: podLabels(workload) } };
  }
}
