import type { Fields, KubernetesObject } from '@k8s-blocks/manifest';
import { clusterOf } from '@k8s-blocks/reachability';
import { type Problem, Refusal } from '@k8s-blocks/refusal';
import type { Member } from '../inventory/list-members.ts';
import { callable, declaredCalls, formatCallee, reaches } from './calls.ts';

/** A connection that a service has now, and would not have any more. */
export interface CutConnection {
  /** The service that calls, which is not deployed now. */
  readonly caller: string;
  /** What of it calls: `Deployment connector`. */
  readonly workload: string;
  /** The service that is called. */
  readonly callee: string;
  /** What of it is called: `Service agent-runtime in agent-runtime`. */
  readonly object: string;
  /** `8080/TCP` */
  readonly port: string;
}

/** What is deployed, and what the cluster has. */
export interface CutQuestion {
  /** What the cluster has of all services of the stack in the environment. */
  readonly live: readonly Member[];
  /** The services that are deployed now; the others stay as they are. */
  readonly deployed: ReadonlySet<string>;
  /** The objects that those services have then: also those that are left over, unless they are pruned. */
  readonly after: readonly (Fields | KubernetesObject)[];
}

/**
 * The connections of services that stay as they are, which a deployment of others would cut. They are known by what the cluster holds:
 * those services may have been deployed from another revision, whose map has more connections than this one.
 *
 * A workload has a connection if a rule of its policies allows it to call: without a policy it may call everything, and nobody knows
 * whether it does.
 */
export function cutConnections({ live, deployed, after }: CutQuestion): readonly CutConnection[] {
  const staying = live.filter(({ set }) => set.service === undefined || !deployed.has(set.service));
  const now = clusterOf(live.map(({ object }) => object));
  const then = clusterOf([...staying.map(({ object }) => object), ...after]);
  const [callsNow, reachesThen] = [declaredCalls(now), reaches(then)];
  const offered = [...deployed].map((callee) => {
    const own = live.filter(({ set }) => set.service === callee).map(({ object }) => object);
    return { callee, ports: callable(clusterOf(own)) };
  });
  return staying.flatMap(({ set: { service: caller }, object }) => {
    const pods = caller === undefined ? [] : clusterOf([object]).pods;
    return pods.flatMap((pod) =>
      offered.flatMap(({ callee, ports }) => {
        const cut = callsNow(pod, ports).filter((call) => !reachesThen(pod, call));
        return cut.map((call): CutConnection => {
          const { port, protocol } = call;
          const workload = pod.workload ?? `Pod ${pod.name}`;
          return { caller: caller ?? '', workload, callee, object: formatCallee(call), port: `${port}/${protocol}` };
        });
      }),
    );
  });
}

/** @throws Refusal if connections are cut: with a problem for each. */
export function refuseCuts(cuts: readonly CutConnection[], environment: string): void {
  const problems = cuts.map(({ caller, workload, callee, object, port }): Problem => {
    return {
      service: callee,
      environment,
      object,
      problem: `${caller} calls it on port ${port} (${workload}), by the policies that it has in the cluster, and would not reach it any more.`,
      remedy: `Deploy ${caller} before or together with it, in a revision that does not call it, or keep the port until then.`,
    };
  });
  if (problems.length > 0) throw new Refusal(problems);
}
