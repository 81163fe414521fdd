import { comment } from '@k8s-blocks/comments';
import { networkPolicy as policy } from '@k8s-blocks/network-policy';
import { egressRules, ingressRules } from '@k8s-blocks/policies';
import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { identityLabels } from './identity-labels.ts';

/**
 * The NetworkPolicy of a workload's pods: both directions, and in each exactly the connections that the map declares for
 * this environment. What is not declared is denied.
 *
 * @throws Refusal if its pods are in the network of their nodes, where no NetworkPolicy isolates them.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicy(env: ServiceEnvironment): INetworkPolicy {
  if (env.workload.hostNetwork) throw isolatesNothing(env);
  const rules = policy({
    name: env.workload.name,
    labels: identityLabels(env),
    pods: env.workload.selector,
    ingress: ingressRules(env.incoming()),
    egress: egressRules(env.outgoing()),
  });
  return comment(`Who may call ${env.workload.name}, and whom it may call. Everything else is denied.`, rules);
}

function isolatesNothing({ contract, name: environment }: ServiceEnvironment): Refusal {
  return new Refusal({
    service: contract.name,
    environment,
    object: `NetworkPolicy ${contract.name}`,
    problem: 'Its pods are in the network of their nodes, where no NetworkPolicy isolates them.',
    remedy: 'Leave it out; or leave hostNetwork out of the contract.',
  });
}
