export { type BaselineOptions, withBaseline } from './baseline.ts';
export { type Certificate, type CertificateOptions, certificate } from './certificate.ts';
export { type ClaimOptions, claimTemplate, claimVolume, persistentVolumeClaim } from './claims.ts';
export { type ConfigMapEntry, type ConfigMapValue, configMap, entry, type ServiceConfigMap } from './config-map.ts';
export { configVolume } from './config-volume.ts';
export {
  configMapName,
  fromConfigMap,
  fromSecret,
  imagePullSecret,
  type SecretVariableOptions,
  secretName,
  secretVolume,
  variableFromSecret,
} from './configuration.ts';
export { configurationChecksum } from './configuration-checksum.ts';
export { containerPorts, type NamedContainerPort } from './container-ports.ts';
export { type CronJobOptions, cronJob } from './cron-job.ts';
export type { CustomResource } from './custom-resource.ts';
export { type DaemonSetOptions, daemonSet } from './daemon-set.ts';
export { type DeploymentOptions, deployment } from './deployment.ts';
export { type ExternalSecret, type ExternalSecretOptions, externalSecret } from './external-secret.ts';
export { type AutoscalerOptions, horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
export { hostPathVolume } from './host-path-volume.ts';
export type { HttpRoute } from './http-route.ts';
export { identityLabels } from './identity-labels.ts';
export { type JobOptions, job } from './job.ts';
export { keepOneUp } from './keep-one-up.ts';
export { namespace } from './namespace.ts';
export { type NetworkPolicyOptions, networkPolicy } from './network-policy.ts';
export type { ObjectOptions } from './object-metadata.ts';
export { placeholderSecret } from './placeholder-secret.ts';
export { type BudgetOptions, podDisruptionBudget } from './pod-disruption-budget.ts';
export { type PodMonitor, podMonitor } from './pod-monitor.ts';
export { type PodOptions, podTemplate } from './pod-template.ts';
export { clusterRole, clusterRoleBinding, role, roleBinding } from './roles.ts';
export { routes } from './routes.ts';
export { type SealedSecret, type SealedSecretOptions, sealedSecret } from './sealed-secret.ts';
export { type ServiceOptions, service } from './service.ts';
export { type ServiceAccountOptions, serviceAccount } from './service-account.ts';
export { type ContainerOptions, serviceContainer } from './service-container.ts';
export { type ServiceMonitor, type ServiceMonitorOptions, serviceMonitor } from './service-monitor.ts';
export { sidecar } from './sidecar.ts';
export { spreadAcrossNodes } from './spread-across-nodes.ts';
export { type StatefulSetOptions, statefulSet } from './stateful-set.ts';
export { waive } from './waive.ts';
export type { WorkloadOptions } from './workload-template.ts';
