import { type Cluster, connectCluster } from '@k8s-blocks/cluster';
import * as controlPlane from '@k8s-blocks/control-plane';

/** A control plane with a client that is connected to it. */
export type ConnectedControlPlane = controlPlane.ConnectedControlPlane<Cluster>;

/** Starts a control plane, and connects to it. */
export function startConnected(options: controlPlane.ControlPlaneOptions): Promise<ConnectedControlPlane> {
  return controlPlane.startConnected(options, connectCluster);
}
