export { stackKustomizations } from './kustomizations.ts';
export { overview } from './overview.ts';
export { STACK_POLICY_FILE } from './stack-policy.ts';
