import type { IContainer } from 'kubernetes-models/v1/Container';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';
import { describe, expect, it } from 'vitest';
import { type PodSecurityLevel, podSecurityLevel, unmetPodSecurityControls } from './index.ts';

const hardened: ISecurityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const main: IContainer = { name: 'main', image: 'main', securityContext: hardened };
const restricted: IPodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [main],
};

const pod = (change: Partial<IPodSpec>): IPodSpec => ({ ...restricted, ...change });
const podContext = (change: IPodSecurityContext) =>
  pod({ securityContext: { ...restricted.securityContext, ...change } });
const container = (change: Partial<IContainer>) => pod({ containers: [{ ...main, ...change }] });
const context = (change: ISecurityContext) => container({ securityContext: { ...hardened, ...change } });
const adding = (...add: string[]) => context({ capabilities: { drop: ['ALL'], add } });
const volume = (change: object) => pod({ volumes: [{ name: 'data', ...change }] });
const sysctl = (name: string) => podContext({ sysctls: [{ name, value: '1' }] });

type Case = readonly [because: string, level: PodSecurityLevel, pod: IPodSpec];

/** Each control, met and not met, with all else as the level `restricted` wants it. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  HostProcess: [
    ['the pod runs on the Windows host', 'privileged', podContext({ windowsOptions: { hostProcess: true } })],
    ['a container runs on the Windows host', 'privileged', context({ windowsOptions: { hostProcess: true } })],
    ['nothing runs on the Windows host', 'restricted', context({ windowsOptions: { hostProcess: false } })],
  ],
  'Host Namespaces': [
    ['it has the network of the host', 'privileged', pod({ hostNetwork: true })],
    ['it sees the processes of the host', 'privileged', pod({ hostPID: true })],
    ['it shares memory with the host', 'privileged', pod({ hostIPC: true })],
    ['it has no namespace of the host', 'restricted', pod({ hostNetwork: false, hostPID: false, hostIPC: false })],
  ],
  'Privileged Containers': [
    ['a container is privileged', 'privileged', context({ allowPrivilegeEscalation: true, privileged: true })],
    ['no container is privileged', 'restricted', context({ privileged: false })],
  ],
  Capabilities: [
    ['a container adds IPC_LOCK', 'privileged', adding('IPC_LOCK')],
    ['a container adds NET_RAW', 'privileged', adding('CHOWN', 'NET_RAW')],
  ],
  'Capabilities (restricted)': [
    ['a container adds CHOWN', 'baseline', adding('CHOWN')],
    ['a container drops nothing', 'baseline', container({ securityContext: { allowPrivilegeEscalation: false } })],
    ['a container drops some', 'baseline', context({ capabilities: { drop: ['NET_RAW'] } })],
    ['a container adds NET_BIND_SERVICE alone', 'restricted', adding('NET_BIND_SERVICE')],
  ],
  'HostPath Volumes': [['it mounts a path of the host', 'privileged', volume({ hostPath: { path: '/' } })]],
  'Volume Types': [
    ['it mounts a volume of a network', 'baseline', volume({ nfs: { server: 'nfs', path: '/' } })],
    ['a ConfigMap', 'restricted', volume({ configMap: { name: 'config' } })],
    ['a CSI volume', 'restricted', volume({ csi: { driver: 'secrets.example.com' } })],
    ['the downward API', 'restricted', volume({ downwardAPI: {} })],
    ['an empty folder', 'restricted', volume({ emptyDir: {} })],
    [
      'an ephemeral claim',
      'restricted',
      volume({
        ephemeral: {
          volumeClaimTemplate: {
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        },
      }),
    ],
    ['an image', 'restricted', volume({ image: { reference: 'main' } })],
    ['a claim', 'restricted', volume({ persistentVolumeClaim: { claimName: 'data' } })],
    ['projected sources', 'restricted', volume({ projected: { sources: [] } })],
    ['a Secret', 'restricted', volume({ secret: { secretName: 'secret' } })],
  ],
  'Host Ports': [
    ['a port is opened on the host', 'privileged', container({ ports: [{ containerPort: 80, hostPort: 80 }] })],
    ['no port is opened on the host', 'restricted', container({ ports: [{ containerPort: 80, hostPort: 0 }] })],
  ],
  'Host Probes / Lifecycle Hooks': [
    ['liveness asks a host', 'privileged', container({ livenessProbe: { httpGet: { port: 80, host: 'a' } } })],
    ['readiness asks a host', 'privileged', container({ readinessProbe: { tcpSocket: { port: 80, host: 'a' } } })],
    [
      'startup asks itself by address',
      'privileged',
      container({ startupProbe: { httpGet: { port: 80, host: '::1' } } }),
    ],
    [
      'a hook asks a host first',
      'privileged',
      container({ lifecycle: { postStart: { httpGet: { port: 80, host: 'a' } } } }),
    ],
    [
      'a hook asks a host last',
      'privileged',
      container({ lifecycle: { preStop: { httpGet: { port: 80, host: 'a' } } } }),
    ],
    ['a probe names no host', 'restricted', container({ livenessProbe: { httpGet: { port: 80, host: '' } } })],
  ],
  AppArmor: [
    ['the pod turns AppArmor off', 'privileged', podContext({ appArmorProfile: { type: 'Unconfined' } })],
    ['a container turns AppArmor off', 'privileged', context({ appArmorProfile: { type: 'Unconfined' } })],
    [
      'AppArmor has a profile',
      'restricted',
      context({ appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } }),
    ],
  ],
  SELinux: [
    ['a container sets a type', 'privileged', context({ seLinuxOptions: { type: 'spc_t' } })],
    ['the pod sets a user', 'privileged', podContext({ seLinuxOptions: { user: 'root' } })],
    ['the pod sets a role', 'privileged', podContext({ seLinuxOptions: { role: 'sysadm_r' } })],
    [
      'a container sets a known type',
      'restricted',
      context({ seLinuxOptions: { type: 'container_engine_t', user: '' } }),
    ],
  ],
  '/proc Mount Type': [
    ['a container sees all of /proc', 'privileged', context({ procMount: 'Unmasked' })],
    ['/proc is masked', 'restricted', context({ procMount: 'Default' })],
  ],
  '/proc Mount Type (restricted)': [
    [
      'a container sees all of /proc as other users',
      'baseline',
      {
        ...context({ procMount: 'Unmasked' }),
        hostUsers: false,
      },
    ],
  ],
  Seccomp: [
    ['the pod turns seccomp off', 'privileged', podContext({ seccompProfile: { type: 'Unconfined' } })],
    ['a container turns seccomp off', 'privileged', context({ seccompProfile: { type: 'Unconfined' } })],
    [
      'the pod turns off what its container has',
      'privileged',
      {
        ...context({ seccompProfile: { type: 'RuntimeDefault' } }),
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'Unconfined' } },
      },
    ],
  ],
  'Seccomp (restricted)': [
    ['no seccomp profile is set', 'baseline', pod({ securityContext: { runAsNonRoot: true } })],
    [
      'every container has a profile',
      'restricted',
      {
        ...context({ seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } }),
        securityContext: { runAsNonRoot: true },
      },
    ],
  ],
  Sysctls: [
    ['it sets a sysctl of the host', 'privileged', sysctl('kernel.msgmax')],
    ['it sets one that older versions refuse', 'privileged', sysctl('net.ipv4.tcp_notsent_lowat')],
    ['it sets a safe sysctl', 'restricted', sysctl('net.ipv4.tcp_rmem')],
  ],
  'Privilege Escalation': [
    ['a container may escalate', 'baseline', context({ allowPrivilegeEscalation: true })],
    ['a container says nothing', 'baseline', container({ securityContext: { capabilities: { drop: ['ALL'] } } })],
  ],
  'Running as Non-root': [
    ['runAsNonRoot is not set', 'baseline', pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' } } })],
    ['a container says otherwise', 'baseline', context({ runAsNonRoot: false })],
    [
      'the pod says otherwise, though no container asks it',
      'baseline',
      {
        ...context({ runAsNonRoot: true }),
        securityContext: { runAsNonRoot: false, seccompProfile: { type: 'RuntimeDefault' } },
      },
    ],
    [
      'every container says non-root',
      'restricted',
      {
        ...context({ runAsNonRoot: true }),
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      },
    ],
    [
      'root in the pod has no rights on the node',
      'restricted',
      { ...context({ runAsNonRoot: false }), hostUsers: false },
    ],
  ],
  'Running as Non-root user': [
    ['the pod is root', 'baseline', podContext({ runAsUser: 0 })],
    ['a container is root', 'baseline', context({ runAsUser: 0 })],
    [
      'user 0 of the pod has no rights on the node',
      'restricted',
      { ...podContext({ runAsUser: 0 }), hostUsers: false },
    ],
    ['a user is given', 'restricted', context({ runAsUser: 1000 })],
  ],
};

describe.each(Object.entries(cases))('the control %s', (control, rows) => {
  it.each(rows)('where %s, makes the pod %s', (_because, level, podSpec) => {
    expect(podSecurityLevel(podSpec)).toBe(level);
    expect(unmetPodSecurityControls(podSpec, 'restricted').includes(control)).toBe(level !== 'restricted');
  });
});

describe('the level of a pod', () => {
  it('is restricted where every control is met', () => {
    expect(podSecurityLevel(restricted)).toBe('restricted');
    expect(unmetPodSecurityControls(restricted, 'restricted')).toEqual([]);
  });

  it('of a pod without settings is baseline', () => {
    const plain = { containers: [{ name: 'main', image: 'main' }] };
    expect(podSecurityLevel(plain)).toBe('baseline');
    expect(unmetPodSecurityControls(plain, 'restricted')).toEqual([
      'Privilege Escalation',
      'Running as Non-root',
      'Seccomp (restricted)',
      'Capabilities (restricted)',
    ]);
  });

  it('is that of its worst container, of whichever kind', () => {
    const bad = { ...main, name: 'bad', securityContext: { ...hardened, privileged: true } };
    expect(podSecurityLevel(pod({ containers: [main, bad] }))).toBe('privileged');
    expect(podSecurityLevel(pod({ initContainers: [bad] }))).toBe('privileged');
    expect(podSecurityLevel(pod({ ephemeralContainers: [bad] }))).toBe('privileged');
  });

  it('asks nothing of Linux where the pod is for Windows', () => {
    const windows = {
      os: { name: 'windows' },
      securityContext: { runAsNonRoot: true },
      containers: [{ name: 'main' }],
    };
    expect(podSecurityLevel(windows)).toBe('restricted');
  });

  it('heeds the old annotations of AppArmor', () => {
    const key = 'container.apparmor.security.beta.kubernetes.io/main';
    expect(podSecurityLevel(restricted, { [key]: 'unconfined' })).toBe('privileged');
    expect(unmetPodSecurityControls(restricted, 'baseline', { [key]: 'unconfined' })).toEqual(['AppArmor']);
    expect(podSecurityLevel(restricted, { [key]: 'localhost/main', other: 'unconfined' })).toBe('restricted');
    expect(podSecurityLevel(restricted, { [key]: 'runtime/default' })).toBe('restricted');
  });

  it('privileged leaves no control unmet', () => {
    expect(unmetPodSecurityControls(pod({ hostNetwork: true }), 'privileged')).toEqual([]);
  });
});
