import type { ObjectRule } from '../rule.ts';
import { configMapData } from './config-map-data.ts';
import { containerPorts } from './container-ports.ts';
import { containerResources } from './container-resources.ts';
import { containerSecurityContext } from './container-security-context.ts';
import { containers } from './containers.ts';
import { cronJob } from './cron-job.ts';
import { cronSchedule } from './cron-schedule.ts';
import { daemonSetUpdate } from './daemon-set-update.ts';
import { deploymentStrategy } from './deployment-strategy.ts';
import { disruptionBudget } from './disruption-budget.ts';
import { dnsConfig } from './dns-config.ts';
import { environmentSources } from './environment-sources.ts';
import { environmentVariables } from './environment-variables.ts';
import { finalizers, namespaceFinalizers, prefixedFinalizers } from './finalizers.ts';
import { generation } from './generation.ts';
import { hostAliases } from './host-aliases.ts';
import { hostNamespaces } from './host-namespaces.ts';
import { hostPorts } from './host-ports.ts';
import { initContainers } from './init-containers.ts';
import { indexedJobName, job } from './job.ts';
import { jobPolicies } from './job-policies.ts';
import { cronJobSelector, jobSelector } from './job-selector.ts';
import { lifecycleHandlers } from './lifecycle-handlers.ts';
import { namespacePodSecurity } from './namespace-pod-security.ts';
import { networkPolicyPeers } from './network-policy-peers.ts';
import { networkPolicyPorts } from './network-policy-ports.ts';
import { networkPolicyTypes } from './network-policy-types.ts';
import { nodeAffinity } from './node-affinity.ts';
import { nodeSelector } from './node-selector.ts';
import { objectAnnotations, podAnnotations } from './object-annotations.ts';
import { objectLabels, podLabels } from './object-labels.ts';
import { objectName } from './object-name.ts';
import { objectNamespace } from './object-namespace.ts';
import { operatingSystem } from './operating-system.ts';
import { ownerReferences } from './owner-references.ts';
import { podAffinity } from './pod-affinity.ts';
import { podAnnotationProfiles } from './pod-annotation-profiles.ts';
import { podGates } from './pod-gates.ts';
import { podHostNames, podNames } from './pod-names.ts';
import { podResources } from './pod-resources.ts';
import { podSecurityContext } from './pod-security-context.ts';
import { probes } from './probes.ts';
import { projectedVolumes } from './projected-volumes.ts';
import { resizePolicy } from './resize-policy.ts';
import { resourceClaims } from './resource-claims.ts';
import { restartPolicy } from './restart-policy.ts';
import { retiredVolumes } from './retired-volumes.ts';
import { secretData } from './secret-data.ts';
import { secretType } from './secret-type.ts';
import { serviceClusterIPs } from './service-cluster-ips.ts';
import { serviceExternalIPs } from './service-external-ips.ts';
import { serviceLoadBalancer } from './service-load-balancer.ts';
import { serviceNodePorts } from './service-node-ports.ts';
import { servicePorts } from './service-ports.ts';
import { serviceSelector } from './service-selector.ts';
import { serviceSessionAffinity } from './service-session-affinity.ts';
import { serviceTraffic } from './service-traffic.ts';
import { serviceType } from './service-type.ts';
import { statefulSetPolicies } from './stateful-set-policies.ts';
import { tolerations } from './tolerations.ts';
import { topologySpreadConstraints } from './topology-spread-constraints.ts';
import { volumeClaimTemplates } from './volume-claim-templates.ts';
import { volumeDevices } from './volume-devices.ts';
import { volumeMounts } from './volume-mounts.ts';
import { volumeSources } from './volume-sources.ts';
import { volumes } from './volumes.ts';
import { windowsHostProcess } from './windows-host-process.ts';
import { daemonSetNumbers, deploymentNumbers, replicaNumbers, statefulSetNumbers } from './workload-numbers.ts';
import { workloadSelector } from './workload-selector.ts';

/** Every rule, in the order in which a reader looks at an object. */
export const objectRules: readonly ObjectRule[] = [
  ...objectName,
  objectNamespace,
  objectLabels,
  podLabels,
  objectAnnotations,
  podAnnotations,
  finalizers,
  prefixedFinalizers,
  namespaceFinalizers,
  ownerReferences,
  generation,
  namespacePodSecurity,
  configMapData,
  secretData,
  secretType,
  ...workloadSelector,
  deploymentNumbers,
  statefulSetNumbers,
  replicaNumbers,
  daemonSetNumbers,
  daemonSetUpdate,
  deploymentStrategy,
  statefulSetPolicies,
  volumeClaimTemplates,
  cronSchedule,
  cronJob,
  ...job,
  indexedJobName,
  jobSelector,
  cronJobSelector,
  ...jobPolicies,
  containers,
  initContainers,
  restartPolicy,
  containerPorts,
  hostPorts,
  environmentVariables,
  environmentSources,
  probes,
  lifecycleHandlers,
  containerResources,
  podResources,
  resourceClaims,
  resizePolicy,
  containerSecurityContext,
  podSecurityContext,
  hostNamespaces,
  operatingSystem,
  windowsHostProcess,
  volumes,
  volumeSources,
  projectedVolumes,
  retiredVolumes,
  volumeMounts,
  volumeDevices,
  nodeSelector,
  nodeAffinity,
  podAffinity,
  tolerations,
  topologySpreadConstraints,
  podGates,
  dnsConfig,
  hostAliases,
  podNames,
  podHostNames,
  podAnnotationProfiles,
  serviceType,
  serviceSelector,
  servicePorts,
  serviceNodePorts,
  serviceClusterIPs,
  serviceExternalIPs,
  serviceSessionAffinity,
  serviceLoadBalancer,
  serviceTraffic,
  disruptionBudget,
  networkPolicyPeers,
  networkPolicyPorts,
  networkPolicyTypes,
];
