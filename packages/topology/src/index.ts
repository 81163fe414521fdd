export {
  type Connection,
  type ConnectionOptions,
  connection,
  formatCaller,
  formatPort,
  formatPortNumber,
  isContract,
  isOffered,
  type RouteOptions,
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
export type { DeclaredRoute } from './declared-routes.ts';
export { declaredTraffic } from './declared-traffic.ts';
export type { Environment, EnvironmentDefinition, EnvironmentOptions } from './environment.ts';
export type { Monitoring } from './environment-monitoring.ts';
export type { ControllerPods, EnvironmentRoutes, GatewayRoutes, IngressRoutes } from './environment-routes.ts';
export type { EnvironmentValue, EnvironmentValues, NoValues } from './environment-values.ts';
export { type Internet, internet } from './internet.ts';
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
export type { PathType, Route, RouteHost } from './route.ts';
export { routesIn } from './routes-in.ts';
export type { Scrape } from './scrape.ts';
export { type DeclaredSecret, type SecretDefinition, type SecretMaker, secret, secretNameOf } from './secret.ts';
export { type ProvidedSecret, providedSecrets, secretReferenceName } from './secrets.ts';
export type { ScrapedPort, ServiceEnvironment } from './service-environment.ts';
export type { ServiceConnections, ServiceMap } from './service-map.ts';
export { type Stack, type StackDefinition, stack } from './stack.ts';
export { routeController, type Traffic, type TrafficEnd, type TrafficParty, type TrafficPort } from './traffic.ts';
