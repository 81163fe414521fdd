import { kubeContexts, reasonOf, startKubectlProxy } from '@k8s-blocks/kubectl';
import { formatNames, Refusal } from '@k8s-blocks/refusal';
import { clusterClient } from './client.ts';
import type { Cluster } from './cluster.ts';
import { Discovery } from './discovery.ts';
import { Requests, type RequestsOptions } from './requests.ts';
import { UnreachableCluster } from './unreachable-cluster.ts';

/** How a cluster is asked. */
export type ConnectOptions = Pick<RequestsOptions, 'onWarning' | 'timeout'>;

/**
 * Connects to the API server of a context of the user's kubeconfig, through `kubectl proxy`, which authenticates as kubectl does. It
 * asks the server which kinds it serves, so that an unreachable server and expired credentials are known from the start.
 *
 * The caller closes it. It ends with this process in any case, also if this process is killed; on Windows kubectl then remains.
 *
 * @throws UnreachableCluster if there is no such context, or the server is not reached or does not take the credentials.
 */
export async function connectCluster(context: string, options: ConnectOptions = {}): Promise<Cluster> {
  const proxy = await startKubectlProxy(context).catch((error: unknown) => refuseContext(context, error));
  const requests = new Requests(context, proxy, options);
  const close = async () => {
    requests.close();
    await proxy.close();
  };
  try {
    const discovery = new Discovery(requests);
    await discovery.read();
    return { ...clusterClient(requests, discovery), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function refuseContext(context: string, error: unknown): Promise<never> {
  if (error instanceof Refusal) throw error;
  const contexts = await kubeContexts();
  if (!contexts.includes(context)) {
    throw new UnreachableCluster({
      problem: `Your kubeconfig has no context "${context}".`,
      remedy:
        contexts.length === 0
          ? 'It has none: write one, or set KUBECONFIG to the file that has it.'
          : `Name one of ${formatNames(contexts)}, or set KUBECONFIG to the file that has it.`,
    });
  }
  throw new UnreachableCluster({
    problem: `kubectl does not connect to the kube context "${context}": ${reasonOf(error)}`,
    remedy: `See whether kubectl works with it: kubectl --context ${context} version`,
  });
}
