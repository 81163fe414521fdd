import { describe, expect, it } from 'vitest';
import { deployment, faultyFields, statefulSet } from '../testing.ts';

describe('the numbers of a workload', () => {
  it('are not negative', () => {
    expect(faultyFields('workload-numbers', deployment({}, { replicas: -1, revisionHistoryLimit: -1 }))).toEqual([
      'spec.replicas',
      'spec.revisionHistoryLimit',
    ]);
  });

  it('leave a Deployment more time to make progress than a pod has to be ready', () => {
    expect(faultyFields('workload-numbers', deployment({}, { minReadySeconds: 600 }))).toEqual([
      'spec.progressDeadlineSeconds',
    ]);
  });

  it('are judged for a StatefulSet as well', () => {
    expect(faultyFields('workload-numbers', statefulSet({ replicas: -1, ordinals: { start: -1 } }))).toEqual([
      'spec.replicas',
      'spec.ordinals.start',
    ]);
  });
});
