export { type NetworkPolicyParts, type NetworkPolicyRules, networkPolicy } from './network-policy.ts';
export { cidrPeer, namespacePeer, podsInNamespacePeer, podsPeer } from './peers.ts';
export { type PortRange, type Protocol, port, portRange, type SinglePort } from './ports.ts';
export {
  dnsEgress,
  type EgressRuleParts,
  egressRule,
  type IngressRuleParts,
  ingressRule,
} from './rules.ts';
export type { LabelSelector, Labels } from './selectors.ts';
