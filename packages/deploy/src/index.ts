export { FIELD_MANAGER } from '@k8s-blocks/cluster';
export { asCompared } from './compare/as-compared.ts';
export { type CompareOptions, compareWithCluster } from './compare/compare-with-cluster.ts';
export type { ObjectComparison } from './compare/object-comparison.ts';
export { type CutConnection, type CutQuestion, cutConnections, refuseCuts } from './cuts/cut-connections.ts';
export {
  DEFAULT_TIMEOUT,
  type Deployed,
  type DeployOptions,
  deployWaves,
} from './deploy/deploy-waves.ts';
export { type DeployedService, type Deployment, deployedObjects } from './deploy/deployment.ts';
export type { ServiceState } from './deploy/service-state.ts';
export {
  type ChangedField,
  type ChangedObject,
  type CommittedObject,
  type CommittedService,
  type Drift,
  findDrift,
} from './drift/find-drift.ts';
export { formatDuration } from './format-duration.ts';
export { type ApplySet, applySetOf, type DeployedStack, formatService, PART_OF_LABEL } from './inventory/apply-set.ts';
export { type Inventory, openInventory } from './inventory/inventory.ts';
export { type LeftOverOptions, leftOver } from './inventory/left-over.ts';
export type { Member, Membership } from './inventory/list-members.ts';
export { type KeptMember, type Pruned, type PruneOptions, planPrune, prune } from './inventory/prune.ts';
export type { Clock } from './lock/clock.ts';
export type { StackLock } from './lock/renewal.ts';
export { type LockOptions, lockStack } from './lock/stack-lock.ts';
export { applySteps } from './order/apply-steps.ts';
export { WAIT_FOR, type WaitFor, waitForOf } from './ready/wait-for.ts';
export { watchProblems } from './wait/waited-objects.ts';
