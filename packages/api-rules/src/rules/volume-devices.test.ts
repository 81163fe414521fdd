import { describe, expect, it } from 'vitest';
import { container, deployment, violatingFields } from '../testing.ts';

describe('a block device', () => {
  it('comes from a claim', () => {
    expect(
      violatingFields(
        'volume-devices',
        deployment({
          volumes: [{ name: 'a' }],
          containers: [container({ volumeDevices: [{ name: 'a', devicePath: '/dev/a' }] })],
        }),
      ),
    ).toEqual(['pod.containers[0].volumeDevices[0].name']);
  });

  it('is not mounted as well', () => {
    expect(
      violatingFields(
        'volume-devices',
        deployment({
          volumes: [{ name: 'a', persistentVolumeClaim: { claimName: 'a' } }],
          containers: [
            container({
              volumeDevices: [{ name: 'a', devicePath: '/dev/a' }],
              volumeMounts: [{ name: 'a', mountPath: '/a' }],
            }),
          ],
        }),
      ),
    ).toEqual(['pod.containers[0].volumeDevices[0].name']);
  });
});
