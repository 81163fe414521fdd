export { type ContainerDeviations, containerSecurityContext } from './container-security-context.ts';
export { type PodDeviations, podSecurityContext } from './pod-security-context.ts';
export { podSecurityLabels } from './pod-security-labels.ts';
export { type PodSecurityLevel, podSecurityLevel, unmetPodSecurityControls } from './pod-security-level.ts';
