export type { Answer } from './api-client.ts';
export { controlPlaneAssets, whySkipped } from './assets.ts';
export {
  CONTEXT,
  type ControlPlane,
  type ControlPlaneOptions,
  type CreateOptions,
  type KubectlResult,
  startControlPlane,
} from './control-plane.ts';
export type { Manifest } from './resource-paths.ts';
export { type ConnectedControlPlane, startConnected, withKubeconfig } from './start-connected.ts';
