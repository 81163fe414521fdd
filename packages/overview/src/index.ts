export { stackKustomizations } from './kustomizations.ts';
export { overview } from './overview.ts';
