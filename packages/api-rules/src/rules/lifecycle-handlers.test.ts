import { describe, expect, it } from 'vitest';
import { container, deployment, deploymentOf, violatingFields } from '../testing.ts';

describe('a lifecycle handler', () => {
  it('sleeps no longer than the pod has to end', () => {
    expect(
      violatingFields('lifecycle-handlers', deploymentOf({ lifecycle: { preStop: { sleep: { seconds: 31 } } } })),
    ).toEqual(['pod.containers[0].lifecycle.preStop.sleep.seconds']);
  });

  it('is one thing', () => {
    expect(violatingFields('lifecycle-handlers', deploymentOf({ lifecycle: { postStart: {} } }))).toEqual([
      'pod.containers[0].lifecycle.postStart',
    ]);
  });

  it('has a command if it runs one', () => {
    expect(violatingFields('lifecycle-handlers', deploymentOf({ lifecycle: { preStop: { exec: {} } } }))).toEqual([
      'pod.containers[0].lifecycle.preStop.exec.command',
    ]);
  });

  it('may do something else than sleep in a pod that has no time to end', () => {
    const lifecycle = { preStop: { exec: { command: ['stop'] } } };
    const pod = { terminationGracePeriodSeconds: -1, containers: [container({ lifecycle })] };
    expect(violatingFields('lifecycle-handlers', deployment(pod))).toEqual([]);
  });
});
