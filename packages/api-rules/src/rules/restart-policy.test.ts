import { describe, expect, it } from 'vitest';
import { container, core, cronJob, deployment, deploymentOf, job, violatingFields } from '../testing.ts';

describe('the restart policy', () => {
  it('of the pods of a workload is "Always"', () => {
    expect(violatingFields('restart-policy', deployment({ restartPolicy: 'Never' }))).toEqual(['pod.restartPolicy']);
  });

  it('of the pods of a Job lets them end', () => {
    expect(violatingFields('restart-policy', job({}, { restartPolicy: 'OnFailure' }))).toEqual([]);
    expect(violatingFields('restart-policy', job({}, { restartPolicy: undefined }))).toEqual(['pod.restartPolicy']);
    expect(violatingFields('restart-policy', cronJob({}, {}, { restartPolicy: 'Always' }))).toEqual([
      'spec.jobTemplate.spec.template.spec.restartPolicy',
    ]);
  });

  it('of a Pod is any that exists', () => {
    const policyOf = (restartPolicy: string) => core('Pod', { spec: { restartPolicy, containers: [container()] } });
    expect(violatingFields('restart-policy', policyOf('Never'))).toEqual([]);
    expect(violatingFields('restart-policy', policyOf('Sometimes'))).toEqual(['spec.restartPolicy']);
  });

  it('ends the pods of a Job after a time of at least a second', () => {
    expect(violatingFields('restart-policy', job({}, { activeDeadlineSeconds: 0 }))).toEqual([
      'pod.activeDeadlineSeconds',
    ]);
  });

  it('ends no pod of a Deployment after a time', () => {
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
