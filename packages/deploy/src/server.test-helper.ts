import { type Cluster, connectCluster } from '@k8s-blocks/cluster';
import { type ConnectedControlPlane, startConnected, whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, describe, expect } from 'vitest';

/** How long a control plane may take for what a test asks of it, in milliseconds. */
export const TIMEOUT = 180_000;

/** A control plane with a client that is connected to it, which is there while tests run. */
export type TestServer = Omit<ConnectedControlPlane<Cluster>, 'stop'>;

/** What {@link describeOnServer} takes. */
interface ServerOptions {
  /** Whether its controllers run. */
  readonly controllers: boolean;
  /** How long a test may take, in milliseconds. Default: {@link TIMEOUT}. */
  readonly timeout?: number;
}

/** Describes tests that share one real control plane. Where there is none, they are skipped, and a line says why. */
export function describeOnServer(
  title: string,
  { controllers, timeout = TIMEOUT }: ServerOptions,
  tests: (server: TestServer) => void,
): void {
  const skipped = whySkipped({ controllers });
  if (skipped !== undefined) process.stderr.write(`${skipped}\n`);
  describe.skipIf(skipped !== undefined)(title, { timeout }, () => {
    let connected: ConnectedControlPlane<Cluster> | undefined;
    const running = () =>
      connected ?? expect.fail('The control plane is started before the tests, not before they are listed.');
    beforeAll(async () => {
      connected = await startConnected({ controllers }, connectCluster);
    }, TIMEOUT);
    afterAll(() => connected?.stop(), TIMEOUT);
    tests({
      get controlPlane() {
        return running().controlPlane;
      },
      get cluster() {
        return running().cluster;
      },
      connectAs: (user) => running().connectAs(user),
    });
  });
}
