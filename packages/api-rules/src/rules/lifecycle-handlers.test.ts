import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

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
});
