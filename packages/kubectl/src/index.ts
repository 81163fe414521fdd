export { isMatchedBeyond } from './built-documents.ts';
export { findKubectl } from './find-kubectl.ts';
export { hideSecretsOf } from './hide-secrets.ts';
export { kubeContexts } from './kube-contexts.ts';
export { type KubectlProxy, type ProxyAddress, startKubectlProxy } from './kubectl-proxy.ts';
export { type KustomizeBuild, type KustomizeBuildOptions, kustomizeBuild } from './kustomize-build.ts';
export { type FolderToBuild, kustomizeBuilds } from './kustomize-builds.ts';
export { reasonOf } from './run.ts';
