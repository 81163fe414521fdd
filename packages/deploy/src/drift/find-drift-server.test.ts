/** Against the real API server; skipped without it. The command drift has tests in tools/system. */
import type { ObjectToSend } from '@k8s-blocks/cluster';
import { expect, it } from 'vitest';
import { FIELD_MANAGER, findDrift, openInventory } from '../index.ts';
import { describeOnServer } from '../server.test-helper.ts';

const configMap = (name: string, data: object = { a: '1' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default' },
  data,
});

describeOnServer('a drift', { controllers: false }, (server) => {
  const opened = (stack: string) =>
    openInventory(server.cluster, { stack, environment: 'staging', namespace: 'default' });
  const find = async (stack: string, ...objects: ObjectToSend[]) =>
    findDrift(server.cluster, await opened(stack), [{ service: 'web', objects }]);
  const deploy = async (stack: string, ...objects: ObjectToSend[]) => {
    const inventory = await opened(stack);
    await inventory.prepare('web', objects);
    for (const object of objects) {
      await server.cluster.apply(inventory.asMember('web', object), { fieldManager: FIELD_MANAGER });
    }
  };

  it('is none right after a deployment, nor where objects were applied without the inventory', async () => {
    await deploy('one', configMap('deployed'));
    await server.cluster.apply(configMap('applied'), { fieldManager: 'kubectl' });
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
