import type { TypeTable } from './table.ts';

/** The pod template and what it holds, but for containers and volumes. */
export const PODS = {
  PodTemplateSpec: {
    ObjectMeta: 'metadata',
    PodSpec: 'spec',
  },
  PodSpec: {
    boolean:
      'automountServiceAccountToken enableServiceLinks hostIPC hostNetwork hostPID hostUsers setHostnameAsFQDN shareProcessNamespace',
    int32: 'priority',
    int64: 'activeDeadlineSeconds terminationGracePeriodSeconds',
    string:
      'dnsPolicy hostname hostnameOverride nodeName preemptionPolicy priorityClassName restartPolicy runtimeClassName schedulerName serviceAccount serviceAccountName subdomain',
    Affinity: 'affinity',
    PodDNSConfig: 'dnsConfig',
    PodOS: 'os',
    PodSchedulingGroup: 'schedulingGroup',
    PodSecurityContext: 'securityContext',
    ResourceRequirements: 'resources',
    WorkloadReference: 'workloadRef',
    '[Container]': 'containers initContainers',
    '[EphemeralContainer]': 'ephemeralContainers',
    '[HostAlias]': 'hostAliases',
    '[LocalObjectReference]': 'imagePullSecrets',
    '[PodReadinessGate]': 'readinessGates',
    '[PodResourceClaim]': 'resourceClaims',
    '[PodSchedulingGate]': 'schedulingGates',
    '[Toleration]': 'tolerations',
    '[TopologySpreadConstraint]': 'topologySpreadConstraints',
    '[Volume]': 'volumes',
    '{quantity}': 'overhead',
    '{string}': 'nodeSelector',
  },
  Affinity: {
    NodeAffinity: 'nodeAffinity',
    PodAffinity: 'podAffinity',
    PodAntiAffinity: 'podAntiAffinity',
  },
  NodeAffinity: {
    NodeSelector: 'requiredDuringSchedulingIgnoredDuringExecution',
    '[PreferredSchedulingTerm]': 'preferredDuringSchedulingIgnoredDuringExecution',
  },
  PreferredSchedulingTerm: {
    int32: 'weight',
    NodeSelectorTerm: 'preference',
  },
  NodeSelectorTerm: {
    '[NodeSelectorRequirement]': 'matchExpressions matchFields',
  },
  NodeSelectorRequirement: {
    string: 'key operator',
    '[string]': 'values',
  },
  NodeSelector: {
    '[NodeSelectorTerm]': 'nodeSelectorTerms',
  },
  PodAffinity: {
    '[PodAffinityTerm]': 'requiredDuringSchedulingIgnoredDuringExecution',
    '[WeightedPodAffinityTerm]': 'preferredDuringSchedulingIgnoredDuringExecution',
  },
  WeightedPodAffinityTerm: {
    int32: 'weight',
    PodAffinityTerm: 'podAffinityTerm',
  },
  PodAffinityTerm: {
    string: 'topologyKey',
    LabelSelector: 'labelSelector namespaceSelector',
    '[string]': 'matchLabelKeys mismatchLabelKeys namespaces',
  },
  PodAntiAffinity: {
    '[PodAffinityTerm]': 'requiredDuringSchedulingIgnoredDuringExecution',
    '[WeightedPodAffinityTerm]': 'preferredDuringSchedulingIgnoredDuringExecution',
  },
  PodDNSConfig: {
    '[PodDNSConfigOption]': 'options',
    '[string]': 'nameservers searches',
  },
  PodDNSConfigOption: {
    string: 'name value',
  },
  HostAlias: {
    string: 'ip',
    '[string]': 'hostnames',
  },
  PodOS: {
    string: 'name',
  },
  PodReadinessGate: {
    string: 'conditionType',
  },
  PodResourceClaim: {
    string: 'name resourceClaimName resourceClaimTemplateName',
  },
  PodSchedulingGate: {
    string: 'name',
  },
  PodSecurityContext: {
    boolean: 'runAsNonRoot',
    int64: 'fsGroup runAsGroup runAsUser',
    string: 'fsGroupChangePolicy seLinuxChangePolicy supplementalGroupsPolicy',
    AppArmorProfile: 'appArmorProfile',
    SELinuxOptions: 'seLinuxOptions',
    SeccompProfile: 'seccompProfile',
    WindowsSecurityContextOptions: 'windowsOptions',
    '[Sysctl]': 'sysctls',
    '[int64]': 'supplementalGroups',
  },
  Sysctl: {
    string: 'name value',
  },
  Toleration: {
    int64: 'tolerationSeconds',
    string: 'effect key operator value',
  },
  TopologySpreadConstraint: {
    int32: 'maxSkew minDomains',
    string: 'nodeAffinityPolicy nodeTaintsPolicy topologyKey whenUnsatisfiable',
    LabelSelector: 'labelSelector',
    '[string]': 'matchLabelKeys',
  },
  WorkloadReference: {
    string: 'name podGroup podGroupReplicaKey',
  },
  PodSchedulingGroup: {
    string: 'podGroupName',
  },
} as const satisfies TypeTable;
