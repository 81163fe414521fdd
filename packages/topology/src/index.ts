export type { AddressBlock, AddressBlocks } from './address-block.ts';
export {
  type Connection,
  connection,
  formatCaller,
  formatPort,
  formatPortNumber,
  isContract,
  isOffered,
} from './connection.ts';
export {
  type Contract,
  type ContractDefinition,
  contract,
  type OfferedPort,
  type PortDefinition,
  type Protocol,
  WORKLOAD_KINDS,
  type WorkloadKind,
} from './contract.ts';
export { declaredTraffic } from './declared-traffic.ts';
export type { Environment, EnvironmentDefinition, EnvironmentOptions } from './environment.ts';
export type { ApiServerOptions, ClusterDnsOptions, ClusterFacts, ClusterOptions } from './environment-cluster.ts';
export {
  type ClusterNetworkPolicyOptions,
  checkDialect,
  type EnvironmentPolicies,
  POLICY_DIALECTS,
  type PolicyDialect,
  type PolicyOptions,
} from './environment-policies.ts';
export type { EnvironmentValue, EnvironmentValues, NoValues } from './environment-values.ts';
export { refuseUnlessService } from './misused.ts';
export {
  anywhere,
  apiServer,
  type HostParty,
  type NamespaceParty,
  type NetworkParty,
  type Outside,
  type OutsideParty,
  type OutsidePort,
  outsideHost,
  outsideNamespace,
  outsideNetwork,
} from './outside.ts';
export { isDeployedIn } from './presence.ts';
export { type DeclaredSecret, type SecretDefinition, type SecretMaker, secret, secretNameOf } from './secret.ts';
export { type ProvidedSecret, providedSecrets, secretReferenceName } from './secrets.ts';
export type { ServiceEnvironment } from './service-environment.ts';
export type { ServiceConnections, ServiceMap } from './service-map.ts';
export { type Stack, type StackDefinition, stack } from './stack.ts';
export {
  type ApiServerParty,
  isUnlocated,
  type PodsParty,
  type Traffic,
  type TrafficEnd,
  type TrafficParty,
  type TrafficPort,
} from './traffic.ts';
