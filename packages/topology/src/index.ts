export {
  type Caller,
  type Connection,
  callingWorkload,
  connection,
  formatCaller,
  formatPort,
  formatPortNumber,
  isContract,
  isOffered,
  isWorkload,
} from './connection.ts';
export {
  type Contract,
  type ContractDefinition,
  contract,
  type OfferedPort,
  type PortDefinition,
  type Protocol,
} from './contract.ts';
export { declaredTraffic } from './declared-traffic.ts';
export type { Environment, EnvironmentDefinition, EnvironmentOptions } from './environment.ts';
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
export { isDeployedIn, workloadsIn } from './presence.ts';
export { type DeclaredSecret, type SecretDefinition, type SecretMaker, secret, secretNameOf } from './secret.ts';
export { type ProvidedSecret, providedSecrets, secretReferenceName } from './secrets.ts';
export type { ServiceEnvironment } from './service-environment.ts';
export type { ServiceConnections, ServiceMap } from './service-map.ts';
export { type Stack, type StackDefinition, stack } from './stack.ts';
export type { Traffic, TrafficEnd, TrafficParty, TrafficPort } from './traffic.ts';
export {
  type Identity,
  portsOf,
  WORKLOAD_KINDS,
  type Workload,
  type WorkloadDefinition,
  type WorkloadKind,
  workloadOf,
  workloadsOf,
} from './workload.ts';
export { podLabels } from './workload-selector.ts';
