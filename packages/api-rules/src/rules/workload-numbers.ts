import { ruleFor } from '../rule.ts';
import { belowMinimum, type Violations } from '../violation.ts';

const DEFAULT_DEADLINE = 600;

/**
 * Numbers of pods, seconds and revisions are not negative, and the progress deadline of a Deployment is more than its
 * `minReadySeconds`.
 *
 * @example
 * spec: { replicas: -1 }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#writing-a-deployment-spec
 */
export const deploymentNumbers = ruleFor('workload-numbers', 'Deployment', function* ({ spec = {} }): Violations {
  const { minReadySeconds = 0, progressDeadlineSeconds = DEFAULT_DEADLINE } = spec;
  yield* belowMinimum('spec.replicas', spec.replicas, 0);
  yield* belowMinimum('spec.minReadySeconds', minReadySeconds, 0);
  yield* belowMinimum('spec.revisionHistoryLimit', spec.revisionHistoryLimit, 0);
  yield* belowMinimum('spec.progressDeadlineSeconds', progressDeadlineSeconds, 0);
  if (progressDeadlineSeconds <= minReadySeconds) {
    const problem = `${progressDeadlineSeconds} is not more than minReadySeconds, which is ${minReadySeconds}.`;
    yield { field: 'spec.progressDeadlineSeconds', problem, remedy: `Give more than ${minReadySeconds}.` };
  }
});

/** So are the numbers of a StatefulSet. */
export const statefulSetNumbers = ruleFor('workload-numbers', 'StatefulSet', function* ({ spec = {} }): Violations {
  yield* belowMinimum('spec.replicas', spec.replicas, 0);
  yield* belowMinimum('spec.minReadySeconds', spec.minReadySeconds, 0);
  yield* belowMinimum('spec.ordinals.start', spec.ordinals?.start, 0);
});

/** So are those of a ReplicaSet and a ReplicationController. */
export const replicaNumbers = ruleFor(
  'workload-numbers',
  ['ReplicaSet', 'ReplicationController'],
  function* ({ spec = {} }): Violations {
    yield* belowMinimum('spec.replicas', spec.replicas, 0);
    yield* belowMinimum('spec.minReadySeconds', spec.minReadySeconds, 0);
  },
);

/** So are those of a DaemonSet. */
export const daemonSetNumbers = ruleFor('workload-numbers', 'DaemonSet', function* ({ spec = {} }): Violations {
  yield* belowMinimum('spec.minReadySeconds', spec.minReadySeconds, 0);
  yield* belowMinimum('spec.revisionHistoryLimit', spec.revisionHistoryLimit, 0);
});
