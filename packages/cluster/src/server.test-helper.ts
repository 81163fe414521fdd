import { CONTEXT, type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, vi } from 'vitest';
import { type Cluster, type ConnectOptions, connectCluster } from './index.ts';

/** How long a control plane may take to start, on a busy machine. */
export const TIMEOUT = 180_000;

/** Why tests on a real API server are skipped; undefined if they are not. */
export const skipped = whySkipped();

/** A real API server for the tests of a file, whose kubeconfig is the user's, and a connection to it. */
export function withCluster(
  options: ConnectOptions = {},
): () => { readonly server: ControlPlane; readonly cluster: Cluster } {
  let both: { readonly server: ControlPlane; readonly cluster: Cluster } | undefined;
  let started: ControlPlane | undefined;
  beforeAll(async () => {
    started = await startControlPlane();
    vi.stubEnv('KUBECONFIG', started.kubeconfig);
    both = { server: started, cluster: await connectCluster(CONTEXT, options) };
  }, TIMEOUT);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await both?.cluster.close();
    await started?.stop();
  }, TIMEOUT);
  return () => {
    if (both === undefined) throw new Error('The cluster is not there yet.');
    return both;
  };
}

/** A ConfigMap of the namespace `default`. */
export function configMap(name: string, data: Readonly<Record<string, unknown>> = {}, metadata: object = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', ...metadata }, data };
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`It is not rejected: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
