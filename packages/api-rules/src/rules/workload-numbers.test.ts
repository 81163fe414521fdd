import { describe, expect, it } from 'vitest';
import { core, daemonSet, deployment, statefulSet, violatingFields } from '../testing.ts';

describe('the numbers of a workload', () => {
  it('are not negative', () => {
    expect(violatingFields('workload-numbers', deployment({}, { replicas: -1, revisionHistoryLimit: -1 }))).toEqual([
      'spec.replicas',
      'spec.revisionHistoryLimit',
    ]);
  });

  it('leave a Deployment more time to make progress than a pod has to be ready', () => {
    expect(violatingFields('workload-numbers', deployment({}, { minReadySeconds: 600 }))).toEqual([
      'spec.progressDeadlineSeconds',
    ]);
  });

  it('are judged for a StatefulSet as well', () => {
    expect(violatingFields('workload-numbers', statefulSet({ replicas: -1, ordinals: { start: -1 } }))).toEqual([
      'spec.replicas',
      'spec.ordinals.start',
    ]);
  });

  it('are judged for a DaemonSet, a ReplicaSet and a ReplicationController as well', () => {
    expect(violatingFields('workload-numbers', daemonSet({ minReadySeconds: -1 }))).toEqual(['spec.minReadySeconds']);
    for (const object of [
      { ...deployment({}, { replicas: -1 }), kind: 'ReplicaSet' },
      core('ReplicationController', { spec: { replicas: -1 } }),
    ]) {
      expect(violatingFields('workload-numbers', object)).toEqual(['spec.replicas']);
    }
  });
});
