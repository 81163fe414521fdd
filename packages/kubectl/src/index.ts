export { applyDryRun, kubeContexts } from './apply-dry-run.ts';
export { isMatchedBeyond } from './built-documents.ts';
export { findKubectl } from './find-kubectl.ts';
export { type KustomizeBuild, type KustomizeBuildOptions, kustomizeBuild } from './kustomize-build.ts';
export { type FolderToBuild, kustomizeBuilds } from './kustomize-builds.ts';
