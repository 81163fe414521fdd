export { findKubectl } from './find-kubectl.ts';
export { type KustomizeBuild, kustomizeBuild } from './kustomize-build.ts';
