import { formatReference } from '@k8s-blocks/manifest';
import {
  type ClusterModel,
  evaluator,
  offeredPorts,
  type Pod,
  type Protocol,
  type Service,
} from '@k8s-blocks/reachability';

/** A port that pods may call: of a Service, or of a pod itself. */
export type Callable = { readonly port: number; readonly protocol: Protocol } & (
  | { readonly service: Pick<Service, 'namespace' | 'name'>; readonly pod?: undefined }
  | { readonly service?: undefined; readonly pod: Pod }
);

/** What of a cluster may be called. */
export function callable(cluster: ClusterModel): readonly Callable[] {
  const ofServices = cluster.services.flatMap(({ namespace, name, ports }) =>
    ports.map(({ port, protocol }): Callable => ({ service: { namespace, name }, port, protocol })),
  );
  const ofPods = cluster.pods.flatMap((pod) =>
    offeredPorts({ pods: [pod] }).map(({ port, protocol }): Callable => ({ pod, port, protocol })),
  );
  return [...ofServices, ...ofPods];
}

/**
 * Which of the ports of one service a pod calls: it reaches them, and a rule of its policies allows it. Where it calls a Service, the ports
 * of the pods behind are not listed besides.
 */
export function declaredCalls(cluster: ClusterModel): (from: Pod, ports: readonly Callable[]) => readonly Callable[] {
  const { verdict, verdictToService } = evaluator(cluster);
  return (from, ports) => {
    const called = ports.filter(({ service, pod, port, protocol }) => {
      const verdicts =
        service === undefined
          ? [verdict(from, pod, port, protocol)]
          : verdictToService(from, service, port, protocol).endpoints;
      return verdicts.length > 0 && verdicts.every(({ allowed, egress }) => allowed && egress.reason === 'rule');
    });
    const ofServices = called.filter(({ service }) => service !== undefined);
    return ofServices.length > 0 ? ofServices : called;
  };
}

/** Whether a pod reaches a port, of the Service or workload of that name in this cluster. */
export function reaches(cluster: ClusterModel): (from: Pod, call: Callable) => boolean {
  const { verdict, verdictToService } = evaluator(cluster);
  return (from, { service, pod, port, protocol }) => {
    if (service !== undefined) return verdictToService(from, service, port, protocol).allowed;
    const there = cluster.pods.find((each) => isSameWorkload(each, pod));
    return there !== undefined && verdict(from, there, port, protocol).allowed;
  };
}

function isSameWorkload(one: Pod, other: Pod): boolean {
  return one.namespace === other.namespace && one.name === other.name && one.workload === other.workload;
}

/** What is called, in a message: `Service payments in shop`, `StatefulSet payments in shop`. */
export function formatCallee({ service, pod }: Callable): string {
  if (service !== undefined) return formatReference({ kind: 'Service', ...service }, { withNamespace: true });
  const [kind = 'Pod'] = (pod.workload ?? 'Pod').split(' ');
  return formatReference({ kind, name: pod.name, namespace: pod.namespace }, { withNamespace: true });
}
