import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

describe('the security context of a container', () => {
  it('does not contradict itself', () => {
    expect(
      violatingFields(
        'container-security-context',
        deploymentOf({
          securityContext: {
            allowPrivilegeEscalation: false,
            privileged: true,
            capabilities: { add: ['CAP_SYS_ADMIN'] },
          },
        }),
      ),
    ).toEqual([
      'pod.containers[0].securityContext.allowPrivilegeEscalation',
      'pod.containers[0].securityContext.allowPrivilegeEscalation',
    ]);
  });

  it('names users that there can be', () => {
    expect(
      violatingFields(
        'container-security-context',
        deploymentOf({ securityContext: { runAsUser: -1, runAsGroup: 2 ** 31 } }),
      ),
    ).toEqual(['pod.containers[0].securityContext.runAsUser', 'pod.containers[0].securityContext.runAsGroup']);
  });

  it('names a profile with the type "Localhost", and with that only', () => {
    expect(
      violatingFields(
        'container-security-context',
        deploymentOf({
          securityContext: {
            seccompProfile: { type: 'Localhost' },
            appArmorProfile: { type: 'Unconfined', localhostProfile: 'a' },
          },
        }),
      ),
    ).toEqual([
      'pod.containers[0].securityContext.seccompProfile.localhostProfile',
      'pod.containers[0].securityContext.appArmorProfile.localhostProfile',
    ]);
  });

  it('unmasks /proc only with users of its own', () => {
    expect(
      violatingFields('container-security-context', deploymentOf({ securityContext: { procMount: 'Unmasked' } })),
    ).toEqual(['pod.containers[0].securityContext.procMount']);
  });
});
