import { describe, expect, it } from 'vitest';
import { container, deployment, faultyFields } from '../testing.ts';

describe('an init container', () => {
  it('that runs to its end has no probe', () => {
    expect(
      faultyFields(
        'init-containers',
        deployment({ initContainers: [container({ name: 'init', readinessProbe: { exec: { command: ['a'] } } })] }),
      ),
    ).toEqual(['pod.initContainers[0].readinessProbe']);
  });

  it('that is a sidecar has', () => {
    expect(
      faultyFields(
        'init-containers',
        deployment({
          initContainers: [
            container({ name: 'init', restartPolicy: 'Always', readinessProbe: { exec: { command: ['a'] } } }),
          ],
        }),
      ),
    ).toEqual([]);
  });
});
