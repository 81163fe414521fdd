import { comment } from '@k8s-blocks/comments';
import { networkPolicy as policy } from '@k8s-blocks/network-policy';
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
import { identityLabels } from './identity-labels.ts';

/** What {@link networkPolicy} takes. */
export interface NetworkPolicyOptions {
  /** The kind of the policy, where it is not to be that of the environment: `policies` of its definition. */
  readonly dialect?: PolicyDialect;
}

/**
 * The policy of a workload's pods, of the kind that the environment has: both directions, and in each exactly the connections
 * that the map declares for this environment. What is not declared is denied.
 *
 * @throws Refusal if its pods are in the network of their nodes, where no policy isolates them.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 * @see https://docs.cilium.io/en/stable/security/policy/
 */
export function networkPolicy(
  env: ServiceEnvironment,
  options: NetworkPolicyOptions = {},
): INetworkPolicy | CiliumNetworkPolicy {
  const { dialect = env.environment.policies } = options;
  checkDialect(dialect, 'dialect');
  if (env.workload.hostNetwork) throw isolatesNothing(env, dialect);
  const made = dialect === 'CiliumNetworkPolicy' ? ciliumPolicy(env) : kubernetesPolicy(env);
  return comment(`Who may call ${env.workload.name}, and whom it may call. Everything else is denied.`, made);
}

function kubernetesPolicy(env: ServiceEnvironment): INetworkPolicy {
  return policy({
    name: env.workload.name,
    labels: identityLabels(env),
    pods: env.workload.selector,
    ingress: ingressRules(env.incoming()),
    egress: egressRules(env.outgoing()),
  });
}

function ciliumPolicy(env: ServiceEnvironment): CiliumNetworkPolicy {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { name: env.workload.name, labels: identityLabels(env) },
    spec: {
      endpointSelector: { matchLabels: { ...env.workload.selector } },
      ingress: ciliumIngressRules(env.incoming()),
      egress: ciliumEgressRules(env.outgoing()),
    },
  };
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
