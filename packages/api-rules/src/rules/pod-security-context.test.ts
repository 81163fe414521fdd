import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('the security context of a pod', () => {
  it('names groups that there can be', () => {
    expect(
      violatingFields(
        'pod-security-context',
        deployment({ securityContext: { fsGroup: -5, supplementalGroups: [1, -1] } }),
      ),
    ).toEqual(['pod.securityContext.fsGroup', 'pod.securityContext.supplementalGroups[1]']);
  });

  it('has policies that exist', () => {
    expect(
      violatingFields(
        'pod-security-context',
        deployment({ securityContext: { fsGroupChangePolicy: 'Never', seccompProfile: { type: 'Default' } } }),
      ),
    ).toEqual(['pod.securityContext.seccompProfile.type', 'pod.securityContext.fsGroupChangePolicy']);
  });

  it('sets each sysctl once, and none of the node', () => {
    expect(
      violatingFields(
        'pod-security-context',
        deployment({
          hostNetwork: true,
          securityContext: {
            sysctls: [{ name: 'net.a' }, { name: 'kernel.sem' }, { name: 'kernel.sem' }, { name: 'A' }],
          },
        }),
      ),
    ).toEqual([
      'pod.securityContext.sysctls[0].name',
      'pod.securityContext.sysctls[2].name',
      'pod.securityContext.sysctls[3].name',
    ]);
  });

  it('has SELinux labels changed as servers do by default', () => {
    const pod = (seLinuxChangePolicy: string) => deployment({ securityContext: { seLinuxChangePolicy } });
    expect(violatingFields('pod-security-context', pod('Recursive'))).toEqual([]);
    expect(violatingFields('pod-security-context', pod('MountOption'))).toEqual([
      'pod.securityContext.seLinuxChangePolicy',
    ]);
  });
});
