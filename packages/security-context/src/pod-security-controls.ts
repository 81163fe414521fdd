import type { IContainer } from 'kubernetes-models/v1/Container';
import type { ILifecycleHandler } from 'kubernetes-models/v1/LifecycleHandler';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IProbe } from 'kubernetes-models/v1/Probe';
import type { ISecurityContext } from 'kubernetes-models/v1/SecurityContext';

/**
 * One row of the tables of the Pod Security Standards.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface Control {
  /** The name of the row. */
  readonly name: string;
  readonly isMet: (pod: IPodSpec, annotations: Readonly<Record<string, string>>) => boolean;
}

/** The fields that containers, init containers and ephemeral containers share and that a control reads. */
type AnyContainer = Pick<
  IContainer,
  'securityContext' | 'ports' | 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'lifecycle'
>;

const BASELINE_CAPABILITIES = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

// Kubernetes 1.37 adds two more, which older versions refuse: they are added when 1.37 is the oldest one supported.
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

const SELINUX_TYPES = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

const RESTRICTED_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** The controls of the level `baseline`, in the order of the documentation. */
export const BASELINE_CONTROLS: readonly Control[] = [
  {
    name: 'HostProcess',
    isMet: (pod) => contextsOf(pod).every(({ windowsOptions }) => windowsOptions?.hostProcess !== true),
  },
  {
    name: 'Host Namespaces',
    isMet: (pod) => !pod.hostNetwork && !pod.hostPID && !pod.hostIPC,
  },
  {
    name: 'Privileged Containers',
    isMet: (pod) => containerContextsOf(pod).every(({ privileged }) => privileged !== true),
  },
  {
    name: 'Capabilities',
    isMet: (pod) =>
      containerContextsOf(pod).every(({ capabilities }) =>
        (capabilities?.add ?? []).every((capability) => BASELINE_CAPABILITIES.has(capability)),
      ),
  },
  {
    name: 'HostPath Volumes',
    isMet: (pod) => (pod.volumes ?? []).every(({ hostPath }) => !hostPath),
  },
  {
    name: 'Host Ports',
    isMet: (pod) => containersOf(pod).every(({ ports }) => (ports ?? []).every(({ hostPort }) => !hostPort)),
  },
  {
    name: 'Host Probes / Lifecycle Hooks',
    isMet: (pod) => containersOf(pod).flatMap(handlersOf).every(namesNoHost),
  },
  {
    name: 'AppArmor',
    isMet: (pod, annotations) =>
      contextsOf(pod).every(({ appArmorProfile }) => !appArmorProfile || isConfined(appArmorProfile)) &&
      Object.entries(annotations).every(
        ([key, profile]) => !key.startsWith(APP_ARMOR_ANNOTATION) || isOldConfined(profile),
      ),
  },
  {
    name: 'SELinux',
    isMet: (pod) =>
      contextsOf(pod).every(
        ({ seLinuxOptions }) =>
          SELINUX_TYPES.has(seLinuxOptions?.type ?? '') && !seLinuxOptions?.user && !seLinuxOptions?.role,
      ),
  },
  {
    name: '/proc Mount Type',
    // In a user namespace of its own, root in the pod has no rights on the node.
    isMet: (pod) => pod.hostUsers === false || masksProc(pod),
  },
  {
    name: 'Seccomp',
    isMet: (pod) => contextsOf(pod).every(({ seccompProfile }) => !seccompProfile || isConfined(seccompProfile)),
  },
  {
    name: 'Sysctls',
    isMet: (pod) => (pod.securityContext?.sysctls ?? []).every(({ name }) => SAFE_SYSCTLS.has(name)),
  },
];

/** The controls that the level `restricted` adds, in the order of the documentation. */
export const RESTRICTED_CONTROLS: readonly Control[] = [
  {
    name: '/proc Mount Type (restricted)',
    isMet: masksProc,
  },
  {
    name: 'Volume Types',
    isMet: (pod) => (pod.volumes ?? []).every((volume) => RESTRICTED_VOLUMES.some((type) => volume[type])),
  },
  {
    name: 'Privilege Escalation',
    isMet: (pod) =>
      isWindows(pod) ||
      containersOf(pod).every(({ securityContext }) => securityContext?.allowPrivilegeEscalation === false),
  },
  {
    name: 'Running as Non-root',
    isMet: (pod) => pod.hostUsers === false || runsAsNonRoot(pod),
  },
  {
    name: 'Running as Non-root user',
    isMet: (pod) => pod.hostUsers === false || contextsOf(pod).every(({ runAsUser }) => runAsUser !== 0),
  },
  {
    name: 'Seccomp (restricted)',
    isMet: (pod) =>
      isWindows(pod) ||
      containersOf(pod).every(({ securityContext }) =>
        isConfined(securityContext?.seccompProfile ?? pod.securityContext?.seccompProfile),
      ),
  },
  {
    name: 'Capabilities (restricted)',
    isMet: (pod) => isWindows(pod) || containersOf(pod).every(dropsAllCapabilities),
  },
];

function containersOf({ initContainers, containers, ephemeralContainers }: IPodSpec): readonly AnyContainer[] {
  return [...(initContainers ?? []), ...(containers ?? []), ...(ephemeralContainers ?? [])];
}

function containerContextsOf(pod: IPodSpec): readonly ISecurityContext[] {
  return containersOf(pod).map(({ securityContext }) => securityContext ?? {});
}

/** The pod's own security context and its containers'. */
function contextsOf(pod: IPodSpec): readonly (IPodSecurityContext | ISecurityContext)[] {
  return [pod.securityContext ?? {}, ...containerContextsOf(pod)];
}

/** Kubernetes refuses the fields of Linux on a pod whose `os` is Windows, so the controls do not ask for them. */
function isWindows(pod: IPodSpec): boolean {
  return pod.os?.name === 'windows';
}

function isConfined(profile: { type: string } | undefined): boolean {
  return profile?.type === 'RuntimeDefault' || profile?.type === 'Localhost';
}

function isOldConfined(profile: string): boolean {
  return profile === '' || profile === 'runtime/default' || profile.startsWith('localhost/');
}

function masksProc(pod: IPodSpec): boolean {
  return containerContextsOf(pod).every(({ procMount }) => (procMount ?? 'Default') === 'Default');
}

/** A container's `runAsNonRoot` overrides the pod's; but the pod's may not be `false`, even where all containers override it. */
function runsAsNonRoot(pod: IPodSpec): boolean {
  const ofPod = pod.securityContext?.runAsNonRoot;
  return ofPod !== false && containerContextsOf(pod).every(({ runAsNonRoot }) => runAsNonRoot ?? ofPod);
}

function dropsAllCapabilities({ securityContext }: AnyContainer): boolean {
  const { add, drop } = securityContext?.capabilities ?? {};
  return (drop ?? []).includes('ALL') && (add ?? []).every((capability) => capability === 'NET_BIND_SERVICE');
}

function handlersOf(container: AnyContainer): readonly (IProbe | ILifecycleHandler | undefined)[] {
  const { livenessProbe, readinessProbe, startupProbe, lifecycle } = container;
  return [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop];
}

function namesNoHost(handler: IProbe | ILifecycleHandler | undefined): boolean {
  return !handler?.httpGet?.host && !handler?.tcpSocket?.host;
}
