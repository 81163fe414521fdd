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
export type { Environment, EnvironmentDefinition, EnvironmentOptions, ValuesOption } from './environment.ts';
export type { BaseOptions } from './environment-deployed.ts';
export type { Affixes, EnvironmentNames, NameOptions, NamespaceNaming } from './environment-names.ts';
export type { EnvironmentValue, EnvironmentValues, NoValues } from './environment-values.ts';
export { refuseUnlessService } from './misused.ts';
export {
  type AddressBlock,
  anywhere,
  type Outside,
  type OutsideParty,
  type OutsidePort,
  outsideNamespace,
  outsideNetwork,
} from './outside.ts';
export { isDeployedIn } from './presence.ts';
export type {
  AnyEnvironmentDefinition,
  EnvironmentNameOf,
  RegionalEnvironmentDefinition,
  RegionDefinition,
} from './regions.ts';
export { haveEqualNames, mayShareCluster } from './same-cluster.ts';
export { type DeclaredSecret, type SecretDefinition, type SecretMaker, secret, secretNameOf } from './secret.ts';
export { type ProvidedSecret, providedSecrets, secretReferenceName } from './secrets.ts';
export type { ServiceEnvironment } from './service-environment.ts';
export type { ServiceConnections, ServiceMap } from './service-map.ts';
export { type Stack, type StackDefinition, stack } from './stack.ts';
export type { Traffic, TrafficEnd, TrafficParty, TrafficPort } from './traffic.ts';
