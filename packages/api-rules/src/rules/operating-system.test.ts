import { describe, expect, it } from 'vitest';
import { container, deployment, violatingFields } from '../testing.ts';

describe('a pod for an operating system', () => {
  it('that is none is refused', () => {
    expect(violatingFields('operating-system', deployment({ os: { name: 'plan9' } }))).toEqual(['pod.os.name']);
  });

  it('sets nothing of another', () => {
    expect(
      violatingFields(
        'operating-system',
        deployment({
          os: { name: 'windows' },
          hostPID: true,
          securityContext: { fsGroup: 1 },
          containers: [container({ securityContext: { runAsUser: 1 } })],
        }),
      ),
    ).toEqual(['pod.hostPID', 'pod.securityContext.fsGroup', 'pod.containers[0].securityContext.runAsUser']);
  });

  it('named linux has no options of Windows', () => {
    expect(
      violatingFields(
        'operating-system',
        deployment({ os: { name: 'linux' }, securityContext: { windowsOptions: {} } }),
      ),
    ).toEqual(['pod.securityContext.windowsOptions']);
  });
});
