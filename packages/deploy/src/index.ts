export { asCompared } from './compare/as-compared.ts';
export { type CompareOptions, compareWithCluster } from './compare/compare-with-cluster.ts';
export type { ObjectComparison } from './compare/object-comparison.ts';
export type { DeployedService } from './deploy/deploy-service.ts';
export {
  DEFAULT_TIMEOUT,
  type Deployed,
  type Deployment,
  type DeployOptions,
  deployWaves,
} from './deploy/deploy-waves.ts';
export type { ServiceState } from './deploy/service-state.ts';
export { FIELD_MANAGER } from './field-manager.ts';
export { formatDuration } from './format-duration.ts';
export { applySteps } from './order/apply-steps.ts';
export { WAIT_FOR, type WaitFor, waitForOf } from './ready/wait-for.ts';
