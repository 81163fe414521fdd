import type { TypeTable } from './table.ts';

/** A container and what it holds. */
export const CONTAINERS = {
  Container: {
    boolean: 'stdin stdinOnce tty',
    string: 'image imagePullPolicy name restartPolicy terminationMessagePath terminationMessagePolicy workingDir',
    Lifecycle: 'lifecycle',
    Probe: 'livenessProbe readinessProbe startupProbe',
    ResourceRequirements: 'resources',
    SecurityContext: 'securityContext',
    '[ContainerPort]': 'ports',
    '[ContainerResizePolicy]': 'resizePolicy',
    '[ContainerRestartRule]': 'restartPolicyRules',
    '[EnvFromSource]': 'envFrom',
    '[EnvVar]': 'env',
    '[VolumeDevice]': 'volumeDevices',
    '[VolumeMount]': 'volumeMounts',
    '[string]': 'args command',
  },
  EphemeralContainer: {
    boolean: 'stdin stdinOnce tty',
    string:
      'image imagePullPolicy name restartPolicy targetContainerName terminationMessagePath terminationMessagePolicy workingDir',
    Lifecycle: 'lifecycle',
    Probe: 'livenessProbe readinessProbe startupProbe',
    ResourceRequirements: 'resources',
    SecurityContext: 'securityContext',
    '[ContainerPort]': 'ports',
    '[ContainerResizePolicy]': 'resizePolicy',
    '[ContainerRestartRule]': 'restartPolicyRules',
    '[EnvFromSource]': 'envFrom',
    '[EnvVar]': 'env',
    '[VolumeDevice]': 'volumeDevices',
    '[VolumeMount]': 'volumeMounts',
    '[string]': 'args command',
  },
  EnvVar: {
    string: 'name value',
    EnvVarSource: 'valueFrom',
  },
  EnvVarSource: {
    ConfigMapKeySelector: 'configMapKeyRef',
    FileKeySelector: 'fileKeyRef',
    ObjectFieldSelector: 'fieldRef',
    ResourceFieldSelector: 'resourceFieldRef',
    SecretKeySelector: 'secretKeyRef',
  },
  ConfigMapKeySelector: {
    boolean: 'optional',
    string: 'key name',
  },
  ObjectFieldSelector: {
    string: 'apiVersion fieldPath',
  },
  FileKeySelector: {
    boolean: 'optional',
    string: 'key path volumeName',
  },
  ResourceFieldSelector: {
    quantity: 'divisor',
    string: 'containerName resource',
  },
  SecretKeySelector: {
    boolean: 'optional',
    string: 'key name',
  },
  EnvFromSource: {
    string: 'prefix',
    ConfigMapEnvSource: 'configMapRef',
    SecretEnvSource: 'secretRef',
  },
  ConfigMapEnvSource: {
    boolean: 'optional',
    string: 'name',
  },
  SecretEnvSource: {
    boolean: 'optional',
    string: 'name',
  },
  Lifecycle: {
    string: 'stopSignal',
    LifecycleHandler: 'postStart preStop',
  },
  LifecycleHandler: {
    ExecAction: 'exec',
    HTTPGetAction: 'httpGet',
    SleepAction: 'sleep',
    TCPSocketAction: 'tcpSocket',
  },
  ExecAction: {
    '[string]': 'command',
  },
  HTTPGetAction: {
    intOrString: 'port',
    string: 'host path scheme',
    '[HTTPHeader]': 'httpHeaders',
  },
  HTTPHeader: {
    string: 'name value',
  },
  SleepAction: {
    int64: 'seconds',
  },
  TCPSocketAction: {
    intOrString: 'port',
    string: 'host',
  },
  Probe: {
    int32: 'failureThreshold initialDelaySeconds periodSeconds successThreshold timeoutSeconds',
    int64: 'terminationGracePeriodSeconds',
    ExecAction: 'exec',
    GRPCAction: 'grpc',
    HTTPGetAction: 'httpGet',
    TCPSocketAction: 'tcpSocket',
  },
  GRPCAction: {
    int32: 'port',
    string: 'service',
  },
  ContainerPort: {
    int32: 'containerPort hostPort',
    string: 'hostIP name protocol',
  },
  ContainerResizePolicy: {
    string: 'resourceName restartPolicy',
  },
  ResourceRequirements: {
    '[ResourceClaim]': 'claims',
    '{quantity}': 'limits requests',
  },
  ResourceClaim: {
    string: 'name request',
  },
  ContainerRestartRule: {
    string: 'action',
    ContainerRestartRuleOnExitCodes: 'exitCodes',
  },
  ContainerRestartRuleOnExitCodes: {
    string: 'operator',
    '[int32]': 'values',
  },
  SecurityContext: {
    boolean: 'allowPrivilegeEscalation privileged readOnlyRootFilesystem runAsNonRoot',
    int64: 'runAsGroup runAsUser',
    string: 'procMount',
    AppArmorProfile: 'appArmorProfile',
    Capabilities: 'capabilities',
    SELinuxOptions: 'seLinuxOptions',
    SeccompProfile: 'seccompProfile',
    WindowsSecurityContextOptions: 'windowsOptions',
  },
  AppArmorProfile: {
    string: 'localhostProfile type',
  },
  Capabilities: {
    '[string]': 'add drop',
  },
  SELinuxOptions: {
    string: 'level role type user',
  },
  SeccompProfile: {
    string: 'localhostProfile type',
  },
  WindowsSecurityContextOptions: {
    boolean: 'hostProcess',
    string: 'gmsaCredentialSpec gmsaCredentialSpecName runAsUserName',
  },
  VolumeDevice: {
    string: 'devicePath name',
  },
  VolumeMount: {
    boolean: 'readOnly',
    string: 'mountPath mountPropagation name recursiveReadOnly subPath subPathExpr',
  },
} as const satisfies TypeTable;
