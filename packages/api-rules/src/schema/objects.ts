import type { TypeTable } from './table.ts';

/** The nine kinds of object, and the types that only they use. */
export const OBJECTS = {
  Namespace: {
    string: 'apiVersion kind',
    NamespaceSpec: 'spec',
    NamespaceStatus: 'status',
    ObjectMeta: 'metadata',
  },
  NamespaceSpec: {
    '[string]': 'finalizers',
  },
  NamespaceStatus: {
    string: 'phase',
    '[NamespaceCondition]': 'conditions',
  },
  NamespaceCondition: {
    string: 'message reason status type',
    time: 'lastTransitionTime',
  },
  ServiceAccount: {
    boolean: 'automountServiceAccountToken',
    string: 'apiVersion kind',
    ObjectMeta: 'metadata',
    '[LocalObjectReference]': 'imagePullSecrets',
    '[ObjectReference]': 'secrets',
  },
  ConfigMap: {
    boolean: 'immutable',
    string: 'apiVersion kind',
    ObjectMeta: 'metadata',
    '{bytes}': 'binaryData',
    '{string}': 'data',
  },
  Secret: {
    boolean: 'immutable',
    string: 'apiVersion kind type',
    ObjectMeta: 'metadata',
    '{bytes}': 'data',
    '{string}': 'stringData',
  },
  Deployment: {
    string: 'apiVersion kind',
    DeploymentSpec: 'spec',
    DeploymentStatus: 'status',
    ObjectMeta: 'metadata',
  },
  DeploymentSpec: {
    boolean: 'paused',
    int32: 'minReadySeconds progressDeadlineSeconds replicas revisionHistoryLimit',
    DeploymentStrategy: 'strategy',
    LabelSelector: 'selector',
    PodTemplateSpec: 'template',
  },
  DeploymentStrategy: {
    string: 'type',
    RollingUpdateDeployment: 'rollingUpdate',
  },
  RollingUpdateDeployment: {
    intOrString: 'maxSurge maxUnavailable',
  },
  DeploymentStatus: {
    int32:
      'availableReplicas collisionCount readyReplicas replicas terminatingReplicas unavailableReplicas updatedReplicas',
    int64: 'observedGeneration',
    '[DeploymentCondition]': 'conditions',
  },
  DeploymentCondition: {
    string: 'message reason status type',
    time: 'lastTransitionTime lastUpdateTime',
  },
  StatefulSet: {
    string: 'apiVersion kind',
    ObjectMeta: 'metadata',
    StatefulSetSpec: 'spec',
    StatefulSetStatus: 'status',
  },
  StatefulSetSpec: {
    int32: 'minReadySeconds replicas revisionHistoryLimit',
    string: 'podManagementPolicy serviceName',
    LabelSelector: 'selector',
    PodTemplateSpec: 'template',
    StatefulSetOrdinals: 'ordinals',
    StatefulSetPersistentVolumeClaimRetentionPolicy: 'persistentVolumeClaimRetentionPolicy',
    StatefulSetUpdateStrategy: 'updateStrategy',
    '[PersistentVolumeClaim]': 'volumeClaimTemplates',
  },
  StatefulSetOrdinals: {
    int32: 'start',
  },
  StatefulSetPersistentVolumeClaimRetentionPolicy: {
    string: 'whenDeleted whenScaled',
  },
  StatefulSetUpdateStrategy: {
    string: 'type',
    RollingUpdateStatefulSetStrategy: 'rollingUpdate',
  },
  RollingUpdateStatefulSetStrategy: {
    int32: 'partition',
    intOrString: 'maxUnavailable',
  },
  StatefulSetStatus: {
    int32: 'availableReplicas collisionCount currentReplicas readyReplicas replicas updatedReplicas',
    int64: 'observedGeneration',
    string: 'currentRevision updateRevision',
    '[StatefulSetCondition]': 'conditions',
  },
  StatefulSetCondition: {
    string: 'message reason status type',
    time: 'lastTransitionTime',
  },
  Service: {
    string: 'apiVersion kind',
    ObjectMeta: 'metadata',
    ServiceSpec: 'spec',
    ServiceStatus: 'status',
  },
  ServiceSpec: {
    boolean: 'allocateLoadBalancerNodePorts publishNotReadyAddresses',
    int32: 'healthCheckNodePort',
    string:
      'clusterIP externalName externalTrafficPolicy internalTrafficPolicy ipFamilyPolicy loadBalancerClass loadBalancerIP sessionAffinity trafficDistribution type',
    SessionAffinityConfig: 'sessionAffinityConfig',
    '[ServicePort]': 'ports',
    '[string]': 'clusterIPs externalIPs ipFamilies loadBalancerSourceRanges',
    '{string}': 'selector',
  },
  ServicePort: {
    int32: 'nodePort port',
    intOrString: 'targetPort',
    string: 'appProtocol name protocol',
  },
  SessionAffinityConfig: {
    ClientIPConfig: 'clientIP',
  },
  ClientIPConfig: {
    int32: 'timeoutSeconds',
  },
  ServiceStatus: {
    LoadBalancerStatus: 'loadBalancer',
    '[Condition]': 'conditions',
  },
  LoadBalancerStatus: {
    '[LoadBalancerIngress]': 'ingress',
  },
  LoadBalancerIngress: {
    string: 'hostname ip ipMode',
    '[PortStatus]': 'ports',
  },
  PortStatus: {
    int32: 'port',
    string: 'error protocol',
  },
  PodDisruptionBudget: {
    string: 'apiVersion kind',
    ObjectMeta: 'metadata',
    PodDisruptionBudgetSpec: 'spec',
    PodDisruptionBudgetStatus: 'status',
  },
  PodDisruptionBudgetSpec: {
    intOrString: 'maxUnavailable minAvailable',
    string: 'unhealthyPodEvictionPolicy',
    LabelSelector: 'selector',
  },
  PodDisruptionBudgetStatus: {
    int32: 'currentHealthy desiredHealthy disruptionsAllowed expectedPods',
    int64: 'observedGeneration',
    '[Condition]': 'conditions',
    '{time}': 'disruptedPods',
  },
  NetworkPolicy: {
    string: 'apiVersion kind',
    NetworkPolicySpec: 'spec',
    ObjectMeta: 'metadata',
  },
  NetworkPolicySpec: {
    LabelSelector: 'podSelector',
    '[NetworkPolicyEgressRule]': 'egress',
    '[NetworkPolicyIngressRule]': 'ingress',
    '[string]': 'policyTypes',
  },
  NetworkPolicyEgressRule: {
    '[NetworkPolicyPeer]': 'to',
    '[NetworkPolicyPort]': 'ports',
  },
  NetworkPolicyIngressRule: {
    '[NetworkPolicyPeer]': 'from',
    '[NetworkPolicyPort]': 'ports',
  },
  NetworkPolicyPort: {
    int32: 'endPort',
    intOrString: 'port',
    string: 'protocol',
  },
  NetworkPolicyPeer: {
    IPBlock: 'ipBlock',
    LabelSelector: 'namespaceSelector podSelector',
  },
  IPBlock: {
    string: 'cidr',
    '[string]': 'except',
  },
} as const satisfies TypeTable;
