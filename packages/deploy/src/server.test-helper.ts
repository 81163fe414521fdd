import { readFile, writeFile } from 'node:fs/promises';
import { type Cluster, connectCluster } from '@k8s-blocks/cluster';
import { type ControlPlane, type ControlPlaneOptions, startControlPlane } from '@k8s-blocks/control-plane';

/** The name of the kube context of a control plane. */
const CONTEXT = 'control-plane';

/** A control plane with a client that is connected to it. */
export interface ConnectedControlPlane {
  readonly controlPlane: ControlPlane;
  readonly cluster: Cluster;
  /** Connects as a user that may do nothing but what is granted to it. The caller closes it. */
  readonly connectAs: (user: string) => Promise<Cluster>;
  readonly stop: () => Promise<void>;
}

/** Starts a control plane, and connects to it. */
export async function startConnected(options: ControlPlaneOptions): Promise<ConnectedControlPlane> {
  const controlPlane = await startControlPlane(options);
  try {
    const cluster = await connect(controlPlane.kubeconfig);
    const stop = async () => {
      await cluster.close();
      await controlPlane.stop();
    };
    return { controlPlane, cluster, connectAs: (user) => connectAs(controlPlane, user), stop };
  } catch (error) {
    await controlPlane.stop();
    throw error;
  }
}

async function connectAs({ kubeconfig }: ControlPlane, user: string): Promise<Cluster> {
  const config = JSON.parse(await readFile(kubeconfig, 'utf8'));
  for (const each of config.users) each.user.as = user;
  const file = `${kubeconfig}-${user}`;
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return connect(file);
}

async function connect(kubeconfig: string): Promise<Cluster> {
  const before = process.env.KUBECONFIG;
  try {
    process.env.KUBECONFIG = kubeconfig;
    return await connectCluster(CONTEXT);
  } finally {
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
  }
}
