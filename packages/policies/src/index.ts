export type {
  CiliumCidr,
  CiliumEgressRule,
  CiliumHost,
  CiliumIngressRule,
  CiliumNetworkPolicy,
  CiliumPorts,
  CiliumSelector,
} from './cilium-network-policy.ts';
export { ciliumEgressRules, ciliumIngressRules } from './cilium-rules.ts';
export {
  type ClusterNetworkPolicy,
  type ClusterNetworkPolicyPeer,
  type ClusterNetworkPolicyRule,
  clusterNetworkPolicy,
  STACK_POLICY_FILE,
} from './cluster-network-policy.ts';
export { egressRules, ingressRules } from './network-policy-rules.ts';
