import { describe, expect, it } from 'vitest';
import { container, deployment, violatingFields } from '../testing.ts';

describe('a pod with users of its own', () => {
  it('shares no other namespace with the node', () => {
    expect(
      violatingFields('host-namespaces', deployment({ hostUsers: false, hostNetwork: true, hostPID: true })),
    ).toEqual(['pod.hostNetwork', 'pod.hostPID']);
  });

  it('uses no block device', () => {
    expect(
      violatingFields(
        'host-namespaces',
        deployment({ hostUsers: false, containers: [container({ volumeDevices: [{ name: 'a', devicePath: '/a' }] })] }),
      ),
    ).toEqual(['pod.containers[0].volumeDevices']);
  });

  it('or of the node shares processes with one of them', () => {
    expect(violatingFields('host-namespaces', deployment({ hostPID: true, shareProcessNamespace: true }))).toEqual([
      'pod.shareProcessNamespace',
    ]);
  });
});
