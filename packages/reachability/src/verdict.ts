import type { Endpoint, Protocol, Service, Target } from './model.ts';
import type { PolicyKind } from './policy.ts';

/** A policy by its kind, namespace and name. */
export interface PolicyName {
  readonly kind: PolicyKind;
  /** Absent for a policy of the whole cluster. */
  readonly namespace?: string;
  readonly name: string;
}

/** A rule of a policy, by where it stands there: `spec.egress[2]`. */
export interface RuleName extends PolicyName {
  readonly field: string;
}

/** Whether one direction of a connection is allowed, and why. */
export type DirectionVerdict =
  /** No policy isolates the pod in this direction and no rule denies it, or policies do not select the endpoint. */
  | { readonly allowed: true; readonly reason: 'not-isolated' }
  /** "A pod cannot block access to itself." */
  | { readonly allowed: true; readonly reason: 'same-pod' }
  /** The rule allows or denies it: the first such rule, in the order in which they are asked. */
  | { readonly allowed: boolean; readonly reason: 'rule'; readonly rule: RuleName }
  /** Policies isolate the pod, and none of their rules allows it. */
  | { readonly allowed: false; readonly reason: 'isolated'; readonly isolatedBy: readonly PolicyName[] };

/** Whether one endpoint reaches a port of another: the egress of the one and the ingress of the other must allow it. */
export interface Verdict extends Target {
  readonly from: Endpoint;
  readonly allowed: boolean;
  readonly egress: DirectionVerdict;
  readonly ingress: DirectionVerdict;
}

/** Why a Service leads to no pod. */
export type ServiceProblem = 'no-service' | 'external-name' | 'no-selector' | 'no-port' | 'no-endpoints';

/** Whether an endpoint reaches a port of a Service. */
export interface ServiceVerdict {
  readonly from: Endpoint;
  readonly service: Pick<Service, 'namespace' | 'name'>;
  readonly port: number;
  readonly protocol: Protocol;
  /** Whether every pod behind the Service is reached. One that is not makes some connections fail. */
  readonly allowed: boolean;
  /** The verdict on each pod behind the Service, at its target port. */
  readonly endpoints: readonly Verdict[];
  /** Why there are no endpoints. */
  readonly problem?: ServiceProblem;
}
