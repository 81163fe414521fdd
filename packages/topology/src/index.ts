export type { AddressBlock, AddressBlocks } from './address-block.ts';
export { type Caller, callingWorkload, formatCaller, isContract, isWorkload } from './caller.ts';
export {
  type Connection,
  type ConnectionOptions,
  connection,
  formatPort,
  formatPortNumber,
  type InnerConnectionOptions,
  isOffered,
  type RouteOptions,
} from './connection.ts';
export { type Contract, type ContractDefinition, contract } from './contract.ts';
export type { DeclaredRoute } from './declared-routes.ts';
export { declaredTraffic } from './declared-traffic.ts';
export { directNeeds } from './direct-needs.ts';
export type {
  Environment,
  EnvironmentDefinition,
  EnvironmentOptions,
  EnvironmentPreview,
  ValuesOption,
} from './environment.ts';
export type { ApiServerOptions, ClusterDnsOptions, ClusterFacts, ClusterOptions } from './environment-cluster.ts';
export type { BaseOptions } from './environment-deployed.ts';
export type {
  ArgoCdGitOps,
  ArgoCdOptions,
  EnvironmentGitOps,
  FluxGitOps,
  FluxOptions,
  FluxSource,
  GitOpsOption,
  HealthCheckExpression,
} from './environment-gitops.ts';
export type { Monitoring } from './environment-monitoring.ts';
export type { Affixes, EnvironmentNames, NameOptions, NamespaceNaming } from './environment-names.ts';
export {
  type ClusterNetworkPolicyOptions,
  checkDialect,
  type EnvironmentPolicies,
  POLICY_DIALECTS,
  type PolicyDialect,
  type PolicyOptions,
} from './environment-policies.ts';
export type { ControllerPods, EnvironmentRoutes, GatewayRoutes, IngressRoutes } from './environment-routes.ts';
export type { EnvironmentValue, EnvironmentValues, NoValues } from './environment-values.ts';
export { type AddressOptions, HOST_FORMS, type HostForm, type UrlOptions } from './host-form.ts';
export { type Internet, internet } from './internet.ts';
export { refuseUnlessService } from './misused.ts';
export type { Needed } from './needed.ts';
export { servicesNeededBy, servicesWaitingFor } from './needed-services.ts';
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
export type { OfferedPort, PortDefinition, Protocol } from './port.ts';
export { connectionsIn, isDeployedIn, workloadsIn } from './presence.ts';
export { type PreviewOptions, previewStack } from './preview-stack.ts';
export type {
  AnyEnvironmentDefinition,
  EnvironmentNameOf,
  RegionalEnvironmentDefinition,
  RegionDefinition,
} from './regions.ts';
export type { PathType, Route, RouteHost } from './route.ts';
export { routesIn } from './routes-in.ts';
export { haveEqualNames, mayShareCluster } from './same-cluster.ts';
export type { Scrape } from './scrape.ts';
export { type DeclaredSecret, type SecretDefinition, type SecretMaker, secret, secretNameOf } from './secret.ts';
export { type ProvidedSecret, providedSecrets, secretReferenceName } from './secrets.ts';
export type { ScrapedPort, ServiceEnvironment } from './service-environment.ts';
export { formatStartOrder, type ServiceConnections, type ServiceMap } from './service-map.ts';
export { type Stack, type StackDefinition, stack } from './stack.ts';
export { STACK_FOLDERS } from './stack-folders.ts';
export {
  type ApiServerParty,
  isUnlocated,
  type PodsParty,
  routeController,
  type Traffic,
  type TrafficEnd,
  type TrafficParty,
  type TrafficPort,
  trafficOf,
} from './traffic.ts';
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
