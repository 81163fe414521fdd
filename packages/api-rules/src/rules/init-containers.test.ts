import { describe, expect, it } from 'vitest';
import { container, deployment, violatingFields } from '../testing.ts';

describe('an init container', () => {
  it('that runs to its end has no probe', () => {
    expect(
      violatingFields(
        'init-containers',
        deployment({ initContainers: [container({ name: 'init', readinessProbe: { exec: { command: ['a'] } } })] }),
      ),
    ).toEqual(['pod.initContainers[0].readinessProbe']);
  });

  it('that is a sidecar has', () => {
    expect(
      violatingFields(
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
