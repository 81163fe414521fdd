export { egressRules, ingressRules } from './network-policy-rules.ts';
