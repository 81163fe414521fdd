/** Against the real API server; skipped without it. */
import { addressOf, type Cluster } from '@k8s-blocks/cluster';
import { expect, it, vi } from 'vitest';
import { compareWithCluster, deployWaves, FIELD_MANAGER } from '../index.ts';
import { describeOnServer, TIMEOUT } from '../server.test-helper.ts';

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const configMap = (name: string, where: string, data: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: where },
  data,
});
const RBAC = 'rbac.authorization.k8s.io';
const clusterRole = (name: string, rules: readonly object[]) => ({
  apiVersion: `${RBAC}/v1`,
  kind: 'ClusterRole',
  metadata: { name },
  rules,
});
const bindingOf = (role: string, user: string) => ({
  apiVersion: `${RBAC}/v1`,
  roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: role },
  subjects: [{ kind: 'User', name: user }],
});

describeOnServer('a deployment into a new namespace', { controllers: false }, (server) => {
  const apply = (object: Parameters<Cluster['apply']>[0], fieldManager = FIELD_MANAGER) =>
    server.cluster.apply(object, { fieldManager });

  it('may bind a role of the cluster that comes with it', async () => {
    // An account with all rights may bind a role that is not there.
    const resources = ['namespaces', 'clusterroles', 'rolebindings'];
    await apply(clusterRole('carl', [{ apiGroups: ['', RBAC], resources, verbs: ['get', 'create', 'patch'] }]));
    await apply({ ...bindingOf('carl', 'carl'), kind: 'ClusterRoleBinding', metadata: { name: 'carl' } });
    const binding = { ...bindingOf('reads', 'anna'), kind: 'RoleBinding', metadata: { name: 'a', namespace: 'bound' } };
    const objects = [namespace('bound'), clusterRole('reads', []), binding];
    const carl = await server.connectAs('carl');
    try {
      const isPlanned = async () =>
        (await compareWithCluster(carl, objects)).every(({ outcome }) => outcome === 'create');
      await vi.waitUntil(isPlanned, { timeout: TIMEOUT });
      const deployed = await deployWaves(carl, { ofStack: [], waves: [[{ name: 'bound', objects }]] });
      expect(deployed.end).toBe('ready');
    } finally {
      await carl.close();
    }
  });

  it('is refused where a controller fills it with other values, unless they are taken from it', async () => {
    const withController: Cluster = {
      ...server.cluster,
      apply: async (object, options) => {
        const applied = await server.cluster.apply(object, options);
        const { kind, name } = addressOf(object);
        if (kind === 'Namespace') await apply(configMap('settings', name, { a: '2' }), 'filler');
        return applied;
      },
    };
    const deploy = (name: string, forceConflicts: boolean) => {
      const objects = [namespace(name), configMap('settings', name, { a: '1' }), configMap('first', name, {})];
      return deployWaves(withController, { ofStack: [], waves: [[{ name, objects }]] }, { forceConflicts });
    };
    const where = { service: 'filled', object: 'ConfigMap settings in filled', field: 'data.a' };
    expect(await deploy('filled', false).catch((error: unknown) => error)).toMatchObject({
      problems: [
        { ...where, problem: expect.stringContaining('"filler"') },
        { problem: 'Namespaces were applied, and nothing else.' },
      ],
    });
    expect(await server.cluster.get(addressOf(configMap('first', 'filled', {})))).toBeUndefined();
    expect(await deploy('taken', true)).toMatchObject({ end: 'ready' });
    expect(await server.cluster.get(addressOf(configMap('settings', 'taken', {})))).toMatchObject({ data: { a: '1' } });
  });
});
