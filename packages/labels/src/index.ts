// Under their former names, until all rules take them from there.
export {
  dnsLabelProblem as dnsLabelFault,
  dnsSubdomainProblem as dnsSubdomainFault,
  labelKeyProblem as labelKeyFault,
  labelValueProblem as labelValueFault,
  portNameProblem as portNameFault,
  serviceNameProblem as serviceNameFault,
} from '@k8s-blocks/manifest';
export { checkLabels } from './check-labels.ts';
export { type RecommendedLabels, recommendedLabels } from './recommended-labels.ts';
export { type SelectorLabels, selectorLabels } from './selector-labels.ts';
