/** Against the real API server; skipped without it. The command drift has tests in tools/system. */
import type { Cluster, ObjectToSend } from '@k8s-blocks/cluster';
import { whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIELD_MANAGER, findDrift, openInventory } from '../index.ts';
import { type ConnectedControlPlane, startConnected } from '../server.test-helper.ts';

const TIMEOUT = 180_000;
const skipped = whySkipped({ controllers: false });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const configMap = (name: string, data: object = { a: '1' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

describe.skipIf(skipped !== undefined)('a drift', { timeout: TIMEOUT }, () => {
  let server: ConnectedControlPlane;
  let cluster: Cluster;
  beforeAll(async () => {
    server = await startConnected({ controllers: false });
    cluster = server.cluster;
  }, TIMEOUT);
  afterAll(() => server?.stop(), TIMEOUT);

  const opened = (stack: string) => openInventory(cluster, { stack, environment: 'staging', namespace: 'default' });
  const find = async (stack: string, ...objects: ObjectToSend[]) =>
    findDrift(cluster, await opened(stack), [{ service: 'web', objects }]);
  const deploy = async (stack: string, ...objects: ObjectToSend[]) => {
    const inventory = await opened(stack);
    await inventory.prepare('web', objects);
    for (const object of objects) {
      await cluster.apply(inventory.asMember('web', object), { fieldManager: FIELD_MANAGER });
    }
  };

  it('is none right after a deployment, nor where objects were applied without the inventory', async () => {
    await deploy('one', configMap('deployed'));
    await cluster.apply(configMap('applied'), { fieldManager: 'kubectl' });
    expect(await find('one', configMap('deployed'), configMap('applied'))).toEqual({
      compared: 2,
      missing: [],
      changed: [],
      leftOver: [],
      notCompared: [],
      hasInventory: true,
    });
  });

  it('is what was deployed and is not committed any more', async () => {
    await deploy('two', configMap('kept'), configMap('old'));
    const { leftOver, changed } = await find('two', configMap('kept'));
    expect(leftOver).toMatchObject([{ set: { service: 'web' }, reference: { kind: 'ConfigMap', name: 'old' } }]);
    expect(changed).toEqual([]);
  });

  it('is a field that is committed and not deployed yet, one that somebody has set, and one that somebody has removed', async () => {
    await deploy('three', configMap('changed', { a: '1', b: '1', c: '1' }));
    const { exitCode } = await server.controlPlane.kubectl([
      'patch',
      'configmap',
      'changed',
      '--type=merge',
      '--patch={"data":{"b":"2","c":null,"d":"4"}}',
    ]);
    expect(exitCode).toBe(0);
    const { changed } = await find('three', configMap('changed', { a: '5', b: '1', c: '1' }));
    expect(changed).toMatchObject([
      {
        fields: [
          { path: 'data.a', live: '1', committed: '5', managers: [FIELD_MANAGER] },
          { path: 'data.b', live: '2', committed: '1', managers: ['kubectl-patch'] },
          { path: 'data.c', live: undefined, committed: '1', managers: [] },
        ],
      },
    ]);
  });

  it('is not known of an object that the server does not take, which is said', async () => {
    const unknown = { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'w', namespace: 'default' } };
    const { compared, notCompared } = await find('four', configMap('missing'), unknown);
    expect([compared, notCompared]).toMatchObject([1, [{ object: unknown, problems: [{ object: 'Widget w' }] }]]);
  });
});
