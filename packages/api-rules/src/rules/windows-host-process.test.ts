import { describe, expect, it } from 'vitest';
import { container, deployment, violatingFields } from '../testing.ts';

describe('a host process of Windows', () => {
  it('is on the network of the node, and all containers are', () => {
    expect(
      violatingFields(
        'windows-host-process',
        deployment({
          containers: [
            container({ securityContext: { windowsOptions: { hostProcess: true } } }),
            container({ name: 'b' }),
          ],
        }),
      ),
    ).toEqual(['pod.containers', 'pod.hostNetwork']);
  });

  it('is the same for pod and container', () => {
    expect(
      violatingFields(
        'windows-host-process',
        deployment({
          hostNetwork: true,
          securityContext: { windowsOptions: { hostProcess: false } },
          containers: [container({ securityContext: { windowsOptions: { hostProcess: true } } })],
        }),
      ),
    ).toEqual(['pod.containers[0].securityContext.windowsOptions.hostProcess']);
  });
});
