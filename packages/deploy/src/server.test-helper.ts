import { type Cluster, connectCluster } from '@k8s-blocks/cluster';
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from '@k8s-blocks/control-plane';

/** A control plane with a client that is connected to it. */
export interface ConnectedControlPlane {
  readonly controlPlane: ControlPlane;
  readonly cluster: Cluster;
  readonly stop: () => Promise<void>;
}

/** Starts a control plane, and connects to it. */
export async function startConnected(options: ControlPlaneOptions): Promise<ConnectedControlPlane> {
  const controlPlane = await startControlPlane(options);
  const before = process.env.KUBECONFIG;
  try {
    process.env.KUBECONFIG = controlPlane.kubeconfig;
    const cluster = await connectCluster('control-plane');
    const stop = async () => {
      await cluster.close();
      await controlPlane.stop();
    };
    return { controlPlane, cluster, stop };
  } catch (error) {
    await controlPlane.stop();
    throw error;
  } finally {
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
  }
}
