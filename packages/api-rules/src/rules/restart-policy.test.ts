import { describe, expect, it } from 'vitest';
import { deployment, deploymentOf, violatingFields } from '../testing.ts';

describe('the restart policy', () => {
  it('of the pods of a workload is "Always"', () => {
    expect(violatingFields('restart-policy', deployment({ restartPolicy: 'Never' }))).toEqual(['pod.restartPolicy']);
  });

  it('ends no pod after a time', () => {
    expect(violatingFields('restart-policy', deployment({ activeDeadlineSeconds: 60 }))).toEqual([
      'pod.activeDeadlineSeconds',
    ]);
  });

  it('of a container exists', () => {
    expect(violatingFields('restart-policy', deploymentOf({ restartPolicy: 'Sometimes' }))).toEqual([
      'pod.containers[0].restartPolicy',
    ]);
  });

  it('stands beside rules that refine it', () => {
    expect(violatingFields('restart-policy', deploymentOf({ restartPolicyRules: [{ action: 'Restart' }] }))).toEqual([
      'pod.containers[0].restartPolicy',
      'pod.containers[0].restartPolicyRules[0].exitCodes',
    ]);
  });
});
