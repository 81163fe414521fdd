import { describe, expect, it } from 'vitest';
import { containerSecurityContext, podSecurityContext, podSecurityLabels, podSecurityLevel } from './index.ts';

describe('the security context of a pod', () => {
  it('is user, group and volumes of 1000, not root, under the seccomp profile of the runtime', () => {
    expect(podSecurityContext()).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  it('takes other ids', () => {
    expect(podSecurityContext({ runAsUser: 70, runAsGroup: 0, fsGroup: 2 ** 31 - 1 })).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 70,
      runAsGroup: 0,
      fsGroup: 2 ** 31 - 1,
    });
  });

  it('leaves the user to the image, and the volumes to their group', () => {
    expect(podSecurityContext({ imageUser: true, seccompProfile: 'Unconfined' })).toEqual({
      fsGroup: 1000,
      seccompProfile: { type: 'Unconfined' },
    });
    // @ts-expect-error a user is either the image's or one that is given
    podSecurityContext({ imageUser: true, runAsUser: 70 });
  });

  it('takes a seccomp profile from a file of the node', () => {
    expect(podSecurityContext({ seccompProfile: { localhostProfile: 'profiles/audit.json' } })).toMatchObject({
      seccompProfile: { type: 'Localhost', localhostProfile: 'profiles/audit.json' },
    });
  });

  it.each(['', '/etc/audit.json', '../audit.json', 'profiles/../audit.json'])(
    'is refused with the seccomp profile "%s"',
    (localhostProfile) => {
      expect(() => podSecurityContext({ seccompProfile: { localhostProfile } })).toThrow(
        `seccompProfile.localhostProfile\n  "${localhostProfile}" is not a valid path`,
      );
    },
  );

  it('is refused with an id that the API refuses, all of them at once', () => {
    expect(() => podSecurityContext({ runAsUser: -1, runAsGroup: 1.5, fsGroup: 2 ** 31 })).toThrow(
      /^runAsUser\n {2}-1 is not a valid id.*\n\nrunAsGroup\n {2}1\.5 is not a valid id.*\n\nfsGroup\n {2}2147483648 is not a valid id/s,
    );
  });

  it('is refused as root, which would be admitted and then never start', () => {
    expect(() => podSecurityContext({ runAsUser: 0 })).toThrow(/^runAsUser\n {2}User 0 is root/);
  });
});

describe('the security context of a container', () => {
  it('escalates nothing, writes nowhere and has no capability', () => {
    expect(containerSecurityContext()).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('says a writable root filesystem, and the capabilities that it is given back', () => {
    expect(containerSecurityContext({ writableRootFilesystem: true, addCapabilities: ['IPC_LOCK'] })).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: false,
      capabilities: { drop: ['ALL'], add: ['IPC_LOCK'] },
    });
  });

  it.each(['CAP_IPC_LOCK', 'ipc_lock', 'cap_ipc_lock', ' IPC_LOCK'])(
    'refuses "%s", and suggests IPC_LOCK',
    (capability) => {
      expect(() => containerSecurityContext({ addCapabilities: ['CHOWN', capability] })).toThrow(
        /^capabilities\.add\[1\]\n.*like "IPC_LOCK"\.$/s,
      );
    },
  );

  it('is refused with ALL, which would undo the drop', () => {
    expect(() => containerSecurityContext({ addCapabilities: ['ALL'] })).toThrow(/^capabilities\.add\[0\]\n/);
  });
});

describe('both security contexts', () => {
  const container = { name: 'main', image: 'main', securityContext: containerSecurityContext() };

  it('meet the restricted standard together', () => {
    const pod = { securityContext: podSecurityContext(), containers: [container] };
    expect(podSecurityLevel(pod)).toBe('restricted');
    const writable = { ...container, securityContext: containerSecurityContext({ writableRootFilesystem: true }) };
    expect(podSecurityLevel({ ...pod, containers: [writable] })).toBe('restricted');
  });

  it('fall to the level of their deviations', () => {
    const pod = { securityContext: podSecurityContext({ imageUser: true }), containers: [container] };
    expect(podSecurityLevel(pod)).toBe('baseline');
    const unconfined = podSecurityContext({ imageUser: true, seccompProfile: 'Unconfined' });
    expect(podSecurityLevel({ ...pod, securityContext: unconfined })).toBe('privileged');
    const locking = { ...container, securityContext: containerSecurityContext({ addCapabilities: ['IPC_LOCK'] }) };
    expect(podSecurityLevel({ ...pod, containers: [locking] })).toBe('privileged');
  });
});

describe('the labels of a namespace', () => {
  it('enforce a level and warn of it', () => {
    expect(podSecurityLabels('restricted')).toEqual({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });
});
