import { readFile, writeFile } from 'node:fs/promises';
import { CONTEXT, type ControlPlane, type ControlPlaneOptions, startControlPlane } from './control-plane.ts';

/** A control plane with a client that is connected to it. */
export interface ConnectedControlPlane<Client> {
  readonly controlPlane: ControlPlane;
  readonly cluster: Client;
  /** Connects as a user that may do nothing but what is granted to it. The caller closes it. One call at a time: {@link withKubeconfig}. */
  readonly connectAs: (user: string) => Promise<Client>;
  /**
   * Closes the client, and stops the control plane.
   *
   * @throws as `close` does; the control plane is stopped then, too.
   */
  readonly stop: () => Promise<void>;
}

/** What a client is closed by. */
interface Closable {
  readonly close: () => Promise<void>;
}

/**
 * Starts a control plane, and connects to it as a user does whose kubeconfig is that of the control plane. This package has no
 * client itself: `startConnected({ nodes: 3 }, connectCluster)`.
 *
 * @param connect connects to the cluster of a kube context.
 * @throws as `connect` does; the control plane is stopped then.
 */
export async function startConnected<Client extends Closable>(
  options: ControlPlaneOptions,
  connect: (context: string) => Promise<Client>,
): Promise<ConnectedControlPlane<Client>> {
  const controlPlane = await startControlPlane(options);
  try {
    const connectBy = (file: string) => withKubeconfig(file, () => connect(CONTEXT));
    const cluster = await connectBy(controlPlane.kubeconfig);
    const connectAs = async (user: string) => connectBy(await kubeconfigOf(controlPlane, user));
    const stop = async () => {
      try {
        await cluster.close();
      } finally {
        await controlPlane.stop();
      }
    };
    return { controlPlane, cluster, connectAs, stop };
  } catch (error) {
    await controlPlane.stop();
    throw error;
  }
}

/** A kubeconfig that impersonates a user. */
async function kubeconfigOf({ kubeconfig }: ControlPlane, user: string): Promise<string> {
  const config = JSON.parse(await readFile(kubeconfig, 'utf8'));
  for (const each of config.users) each.user.as = user;
  const file = `${kubeconfig}-${user}`;
  await writeFile(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}

/**
 * Calls a function while the kubeconfig of this process is another one, as that of a control plane. It is that of the whole process until
 * the function has settled, so calls must not overlap.
 */
export async function withKubeconfig<T>(kubeconfig: string, use: () => Promise<T>): Promise<T> {
  const before = process.env.KUBECONFIG;
  try {
    process.env.KUBECONFIG = kubeconfig;
    return await use();
  } finally {
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
  }
}
