export { stackKustomizations } from './kustomizations.ts';
export { type OverviewOptions, overview } from './overview.ts';
