export { type BaselineOptions, withBaseline } from './baseline.ts';
export { type ConfigMapEntry, type ConfigMapValue, configMap, entry, type ServiceConfigMap } from './config-map.ts';
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
export { type DeploymentOptions, deployment } from './deployment.ts';
export { identityLabels } from './identity-labels.ts';
export { keepOneUp } from './keep-one-up.ts';
export { namespace } from './namespace.ts';
export { networkPolicy } from './network-policy.ts';
export { placeholderSecret } from './placeholder-secret.ts';
export { podDisruptionBudget } from './pod-disruption-budget.ts';
export { type PodOptions, podTemplate } from './pod-template.ts';
export { type ServiceOptions, service } from './service.ts';
export { serviceAccount } from './service-account.ts';
export { type ContainerOptions, serviceContainer } from './service-container.ts';
export { spreadAcrossNodes } from './spread-across-nodes.ts';
export { waive } from './waive.ts';
