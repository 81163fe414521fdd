import { groupBy } from '@k8s-blocks/manifest';
import type { Pod, PolicyType } from '@k8s-blocks/reachability';
import { type DeclaredConnection, namespaceOf } from './connection.ts';
import { includes } from './party.ts';

/** The connections at whose near end a pod is, found once for each pod and direction. */
export function connectionsOfPods(connections: readonly DeclaredConnection[]) {
  const known = { Ingress: new Map<Pod, DeclaredConnection[]>(), Egress: new Map<Pod, DeclaredConnection[]>() };
  const nearEnd = ({ from, to }: DeclaredConnection, direction: PolicyType) => (direction === 'Ingress' ? to : from);
  const byNamespace = (direction: PolicyType) =>
    groupBy(connections, (each) => [namespaceOf(nearEnd(each, direction))]);
  const filed = { Ingress: byNamespace('Ingress'), Egress: byNamespace('Egress') };
  return (pod: Pod, direction: PolicyType): readonly DeclaredConnection[] => {
    const found =
      known[direction].get(pod) ??
      [undefined, pod.namespace]
        .flatMap((namespace) => filed[direction].get(namespace) ?? [])
        .filter((each) => includes(nearEnd(each, direction), pod));
    known[direction].set(pod, found);
    return found;
  };
}
