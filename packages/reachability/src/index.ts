export { clusterOf } from './cluster-of.ts';
export { describeLabels } from './describe.ts';
export { type Evaluator, evaluator } from './evaluator.ts';
export { explain } from './explain.ts';
export { joinedCluster } from './joined-cluster.ts';
export { labelIndex } from './label-index.ts';
export { selects } from './label-selector.ts';
export { labelSelectorOf } from './label-selector-of.ts';
export { type Matrix, offeredPorts } from './matrix.ts';
export type {
  ClusterModel,
  ContainerPort,
  Endpoint,
  ExternalAddress,
  LabelSelector,
  LabelSelectorRequirement,
  Labels,
  Namespace,
  Pod,
  PodEndpoint,
  Protocol,
  Service,
  ServicePort,
  Target,
} from './model.ts';
export type {
  HostPattern,
  IPBlock,
  Policy,
  PolicyAction,
  PolicyEntity,
  PolicyKind,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
  PolicySubject,
  PolicyTier,
  PolicyType,
  UnjudgedPart,
} from './policy.ts';
export { type MatrixFormat, renderMatrix } from './render-matrix.ts';
export { rulesInForce } from './rules-in-force.ts';
export { type SomeAddressAllowed, someAddressAllowed } from './some-address.ts';
export { subjectTest } from './subject.ts';
export type { DirectionVerdict, PolicyName, RuleName, ServiceProblem, ServiceVerdict, Verdict } from './verdict.ts';
