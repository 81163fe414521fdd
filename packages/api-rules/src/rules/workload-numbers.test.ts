import { describe, expect, it } from 'vitest';
import { deployment, statefulSet, violatingFields } from '../testing.ts';

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
});
