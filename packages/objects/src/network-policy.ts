import { comment } from '@k8s-blocks/comments';
import { type NetworkPolicyRules, networkPolicy as policy } from '@k8s-blocks/network-policy';
import {
  type CiliumNetworkPolicy,
  ciliumEgressRules,
  ciliumIngressRules,
  egressRules,
  ingressRules,
} from '@k8s-blocks/policies';
import { Refusal } from '@k8s-blocks/refusal';
import { checkDialect, type PolicyDialect, type ServiceEnvironment } from '@k8s-blocks/topology';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { type ObjectOptions, objectMetadata } from './object-metadata.ts';

/** What {@link networkPolicy} takes. */
export interface NetworkPolicyOptions extends Pick<ObjectOptions, 'labels' | 'annotations'> {
  /** Default: the name of the workload. */
  readonly name?: string;
  /** The kind of the policy, where it is not to be that of the environment: `policies` of its definition. */
  readonly dialect?: PolicyDialect;
  /**
   * The rules of a NetworkPolicy, instead of those that the map declares: those of an existing policy, taken over as they are.
   * `verify` says where they let through less or more than the map declares. Default: those of the map.
   */
  readonly rules?: NetworkPolicyRules;
}

/**
 * The policy of a workload's pods, of the kind that the environment has: both directions, and in each exactly the connections
 * that the map declares for this environment. What is not declared is denied.
 *
 * @throws Refusal if its pods are in the network of their nodes, where no policy isolates them; or for rules of a NetworkPolicy
 * where the policy is of another kind.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://docs.cilium.io/en/stable/security/policy/
 */
export function networkPolicy(
  env: ServiceEnvironment,
  options: NetworkPolicyOptions = {},
): INetworkPolicy | CiliumNetworkPolicy {
  const { rules, dialect = rules === undefined ? env.environment.policies : 'NetworkPolicy' } = options;
  checkDialect(dialect, 'dialect');
  if (env.workload.hostNetwork) throw isolatesNothing(env, dialect);
  if (dialect === 'NetworkPolicy') return comment(headOf(env, rules), kubernetesPolicy(env, options));
  if (rules === undefined) return comment(headOf(env), ciliumPolicy(env, options));
  throw rulesOfAnother(env, dialect);
}

function headOf({ workload: { name } }: ServiceEnvironment, rules?: NetworkPolicyRules): string {
  if (rules !== undefined)
    return `What traffic of ${name} is allowed, by rules of its own instead of those of the map.`;
  return `Who may call ${name}, and whom it may call. Everything else is denied.`;
}

function kubernetesPolicy(env: ServiceEnvironment, options: NetworkPolicyOptions): INetworkPolicy {
  const { rules = { ingress: ingressRules(env.incoming()), egress: egressRules(env.outgoing()) } } = options;
  return policy({ ...metadataOf(env, options), pods: env.workload.selector, ...rules });
}

function metadataOf(env: ServiceEnvironment, { name = env.workload.name, ...options }: NetworkPolicyOptions) {
  return objectMetadata(env, name, options);
}

function ciliumPolicy(env: ServiceEnvironment, options: NetworkPolicyOptions): CiliumNetworkPolicy {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: metadataOf(env, options),
    spec: {
      endpointSelector: { matchLabels: { ...env.workload.selector } },
      ingress: ciliumIngressRules(env.incoming()),
      egress: ciliumEgressRules(env.outgoing()),
    },
  };
}

function rulesOfAnother(
  { contract, workload, name: environment }: ServiceEnvironment,
  dialect: PolicyDialect,
): Refusal {
  return new Refusal({
    service: contract.name,
    environment,
    object: `${dialect} ${workload.name}`,
    field: 'rules',
    problem: `They are those of a NetworkPolicy, not of a ${dialect}.`,
    remedy: 'Leave one of both out.',
  });
}

function isolatesNothing({ contract, name: environment }: ServiceEnvironment, dialect: PolicyDialect): Refusal {
  return new Refusal({
    service: contract.name,
    environment,
    object: `${dialect} ${contract.name}`,
    problem: `Its pods are in the network of their nodes, where no ${dialect} isolates them.`,
    remedy: 'Leave it out; or leave hostNetwork out of the contract.',
  });
}
