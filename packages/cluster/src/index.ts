export type { ApiResource } from './api-resources.ts';
export type {
  Applied,
  ApplyOptions,
  ChangeOptions,
  Cluster,
  DeleteOptions,
  ListOptions,
  ObjectList,
  RequestOptions,
  WatchEvent,
  WatchOptions,
} from './cluster.ts';
export {
  addressOf,
  type ClusterMetadata,
  type ClusterObject,
  type ObjectAddress,
  type ObjectToSend,
} from './cluster-object.ts';
export { type ConnectOptions, connectCluster } from './connect.ts';
export { mayBeOfNamespace, refusalInDefault } from './default-namespace.ts';
export { type DryRunAnswer, type DryRunOptions, type DryRunVerdict, dryRunObjects } from './dry-run.ts';
export type { ClusterEvent } from './events.ts';
export { FIELD_MANAGER } from './field-manager.ts';
export type { ServerWarning } from './requests.ts';
export {
  type FieldConflict,
  type RefusalCause,
  ServerRefusal,
  type ServerRefusalDetails,
} from './server-refusal.ts';
export { someAtOnce } from './some-at-once.ts';
export { UnreachableCluster } from './unreachable-cluster.ts';
