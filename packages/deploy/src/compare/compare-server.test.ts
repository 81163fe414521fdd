/** Against the real API server; skipped without it. */
import type { Cluster } from '@k8s-blocks/cluster';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compareWithCluster, deployWaves, FIELD_MANAGER, watchProblems } from '../index.ts';
import { describeOnServer, TIMEOUT } from '../server.test-helper.ts';

const configMap = (name: string, data: object, namespace = 'default') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
  },
};
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'songs.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Namespaced',
    names: { kind: 'Song', plural: 'songs' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

describeOnServer('an object compared with a cluster', { controllers: false }, (server) => {
  const compared = async (...objects: Parameters<typeof compareWithCluster>[1]) =>
    compareWithCluster(server.cluster, objects);
  const apply = (object: Parameters<Cluster['apply']>[0], fieldManager = FIELD_MANAGER) =>
    server.cluster.apply(object, { fieldManager });

  it('is created where there is none, and nothing is stored', async () => {
    const [first] = await compared(configMap('new', { a: '1' }));
    expect(first).toMatchObject({ outcome: 'create', wanted: { data: { a: '1' } } });
    expect(await compared(configMap('new', { a: '1' }))).toMatchObject([{ outcome: 'create' }]);
  });

  it('is unchanged whatever the server filled in, and whatever others added', async () => {
    await apply(deployment);
    const annotations = { by: 'another' };
    const { metadata, spec } = deployment;
    const scaled = { ...deployment, metadata: { ...metadata, annotations }, spec: { ...spec, replicas: 3 } };
    await apply(scaled, 'autoscaler');
    expect(await compared(deployment)).toMatchObject([{ outcome: 'unchanged', live: { spec: { replicas: 3 } } }]);
  });

  it('changes, and what it would be is known', async () => {
    await apply(configMap('changed', { a: '1', b: '1' }));
    expect(await compared(configMap('changed', { a: '2' }))).toMatchObject([
      { outcome: 'change', live: { data: { a: '1', b: '1' } }, wanted: { data: { a: '2' } } },
    ]);
  });

  it('is in conflict where another manager has set the field, which is named', async () => {
    await apply(configMap('edited', { a: '1' }));
    const patch = { data: { a: 'by hand' } };
    await server.controlPlane.request(
      'PATCH',
      '/api/v1/namespaces/default/configmaps/edited?fieldManager=kubectl-edit',
      patch,
    );
    const [found] = await compared(configMap('edited', { a: '1' }));
    expect(found).toMatchObject({
      outcome: 'conflict',
      conflicts: [{ manager: 'kubectl-edit', field: 'data.a' }],
      live: { data: { a: 'by hand' } },
      wanted: { data: { a: '1' } },
    });
  });

  it('is refused as the server refuses it, beside others that are not', async () => {
    const found = await compared(configMap('bad', { a: 1 }), configMap('good', {}));
    expect(found.map(({ outcome }) => outcome)).toEqual(['refused', 'create']);
    const elsewhere = await compared(configMap('a', {}, 'nowhere'));
    expect(elsewhere).toMatchObject([{ outcome: 'refused', refusal: { reason: 'NotFound' } }]);
  });

  it('is refused with the reason, but not with all of the value that a server quotes before it', async () => {
    const job = (image: string) => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'migrate', namespace: 'default' },
      spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'migrate', image }] } } },
    });
    await apply(job('migrate:1'));
    const [found] = await compared(job('migrate:2'));
    const message = found?.outcome === 'refused' ? found.refusal.message : '';
    expect(message).toMatch(/^Job migrate in default › spec\.template\n {2}Invalid value: .*: field is immutable$/);
    expect(message.length).toBeLessThan(600);
  });

  it('is created where its namespace or its kind comes with it', async () => {
    const song = { apiVersion: 'example.org/v1', kind: 'Song', metadata: { name: 'one', namespace: 'default' } };
    const found = await compared(configMap('a', { a: '1' }, 'shop'), namespace, song, definition);
    expect(found.map(({ outcome }) => outcome)).toEqual(['create', 'create', 'create', 'create']);
    expect(found[0]?.wanted).toEqual(configMap('a', { a: '1' }, 'shop'));
    expect(await compared(song)).toMatchObject([{ outcome: 'refused' }]);
  });

  it('is created where the server looks up in vain what comes with it', async () => {
    const priority = {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'high' },
      value: 1,
    };
    const spec = { priorityClassName: 'high', containers: [{ name: 'web', image: 'web:1' }] };
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'default' }, spec };
    expect(await compared(pod)).toMatchObject([{ outcome: 'refused' }]);
    expect(await compared(pod, priority)).toMatchObject([{ outcome: 'create' }, { outcome: 'create' }]);
  });

  it('is refused for what is wrong in it, also where what it names comes with it', async () => {
    const metadata = { name: 'web', namespace: 'default' };
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
    const pod = (spec: object) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { serviceAccountName: 'web', ...spec },
    });
    const [refused, created] = await compared(pod({ containers: [{ name: 'web' }] }), account);
    expect(refused?.outcome === 'refused' && refused.refusal.message).toContain('Required value');
    expect(created?.outcome).toBe('create');
    const other = pod({ runtimeClassName: 'fast', containers: [{ name: 'web', image: 'web:1' }] });
    expect(await compared(other, account)).toMatchObject([{ outcome: 'refused' }, { outcome: 'create' }]);
  });

  it('is refused while it is being deleted, with what holds it', async () => {
    const held = {
      ...configMap('held', {}),
      metadata: { name: 'held', namespace: 'default', finalizers: ['example.org/held'] },
    };
    await apply(held);
    await server.cluster.delete({ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'default', name: 'held' });
    const [found] = await compared(held);
    expect(found?.outcome === 'refused' && found.refusal.message).toBe(
      [
        'ConfigMap held in default',
        '  It is being deleted: what is applied to it would go with it.',
        '  The finalizer example.org/held is not done.',
        '  Run it again once it is gone: kubectl --context control-plane --namespace default wait --for=delete configmap/held',
      ].join('\n'),
    );
  });

  it('is refused with the namespace that is being deleted', async () => {
    const gone = { ...namespace, metadata: { name: 'gone' } };
    await apply(gone);
    await server.cluster.delete({ apiVersion: 'v1', kind: 'Namespace', name: 'gone' });
    const found = await compared(gone, configMap('a', {}, 'gone'));
    expect(found).toMatchObject([gone, gone].map(() => ({ outcome: 'refused' })));
    for (const each of found) {
      expect(each.outcome === 'refused' && each.refusal.message).toContain('Namespace gone\n  It is being deleted');
    }
  });

  describe('of a namespace that is not there yet', () => {
    const asked = (...objects: Parameters<typeof compareWithCluster>[1]) =>
      compareWithCluster(server.cluster, objects, { askInDefault: true });
    const forbidden = configMap('forbidden', { FORBIDDEN: '' }, 'shop');
    beforeAll(async () => {
      const policy = { apiVersion: 'admissionregistration.k8s.io/v1', metadata: { name: 'no-forbidden' } };
      const rule = { apiGroups: [''], apiVersions: ['*'], operations: ['CREATE'], resources: ['configmaps'] };
      const validations = [
        { expression: "!has(object.data) || !('FORBIDDEN' in object.data)", message: 'nothing forbidden' },
      ];
      const matchConstraints = { resourceRules: [rule] };
      await apply({ ...policy, kind: 'ValidatingAdmissionPolicy', spec: { matchConstraints, validations } });
      const spec = { policyName: 'no-forbidden', validationActions: ['Deny'] };
      await apply({ ...policy, kind: 'ValidatingAdmissionPolicyBinding', spec });
      const here = { ...forbidden, metadata: { name: 'forbidden', namespace: 'default' } };
      await vi.waitUntil(async () => (await compared(here))[0]?.outcome === 'refused', { timeout: TIMEOUT });
    }, TIMEOUT);

    it('is refused as in every namespace', async () => {
      const found = await asked(namespace, configMap('a', { '/': '1' }, 'shop'), configMap('b', {}, 'shop'));
      expect(found.map(({ outcome }) => outcome)).toEqual(['create', 'refused', 'create']);
      const [, refused] = found;
      expect(refused?.outcome === 'refused' && refused.refusal.message).toContain('ConfigMap a in shop › data[/]');
    });

    it('is not refused where that may be of the other namespace alone', async () => {
      expect(await asked(namespace, forbidden)).toMatchObject([{ outcome: 'create' }, { outcome: 'create' }]);
    });

    it('is asked about once its namespace is applied, before anything else is', async () => {
      const waves = [[{ name: 'shop', objects: [namespace, configMap('first', {}, 'shop'), forbidden] }]];
      const refusal = await deployWaves(server.cluster, { ofStack: [], waves }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({
        problems: [
          {
            service: 'shop',
            object: 'ConfigMap forbidden in shop',
            problem: expect.stringContaining('nothing forbidden'),
          },
          { problem: 'Namespaces were applied, and nothing else.' },
        ],
      });
      const first = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'first' };
      expect(await server.cluster.get(first)).toBeUndefined();
    });
  });

  describe('by an account that may not do everything', () => {
    const RBAC = 'rbac.authorization.k8s.io';
    const inDefault = (name: string) => ({ apiVersion: `${RBAC}/v1`, metadata: { name, namespace: 'default' } });
    const role = {
      ...inDefault('reads'),
      kind: 'Role',
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
    };
    const bindingOf = (user: string, name: string) => ({
      ...inDefault(user),
      kind: 'RoleBinding',
      roleRef: { apiGroup: RBAC, kind: 'Role', name },
      subjects: [{ kind: 'User', name: user }],
    });
    const outcomes = async (by: Cluster, ...objects: Parameters<typeof compareWithCluster>[1]) =>
      (await compareWithCluster(by, objects)).map(({ outcome }) => outcome);
    /** The cluster as a user has it who may only read and apply some resources in `default`. */
    const connectAs = async (user: string, ...resources: readonly string[]) => {
      const verbs = ['get', 'create', 'patch'];
      const rules = [{ apiGroups: ['', RBAC], resources: ['configmaps', ...resources], verbs }];
      await apply({ ...inDefault(user), kind: 'Role', rules });
      await apply(bindingOf(user, user));
      const by = await server.connectAs(user);
      const isGranted = async () => (await outcomes(by, configMap('allowed', {})))[0] === 'create';
      await vi.waitUntil(isGranted, { timeout: TIMEOUT });
      return by;
    };
    let restricted: Cluster;
    beforeAll(async () => {
      restricted = await connectAs('deployer', 'roles', 'rolebindings');
    }, TIMEOUT);
    afterAll(() => restricted?.close());

    it('is refused, beside others that are not', async () => {
      const found = await compareWithCluster(restricted, [deployment, configMap('allowed', {})]);
      expect(found.map(({ outcome }) => outcome)).toEqual(['refused', 'create']);
      const [refused] = found;
      expect(refused?.outcome === 'refused' && refused.refusal.message).toMatch(
        /^Deployment web in default\n {2}deployments.* cannot get resource/,
      );
    });

    it('could not be seen to get ready', async () => {
      expect(await watchProblems(restricted, [configMap('allowed', {}), deployment])).toEqual(
        ['Deployment', 'Pod', 'ReplicaSet'].map((kind) => ({
          object: `${kind} in default`,
          problem: expect.stringContaining('cannot list resource'),
          remedy: 'Get the right to list and watch it, or use an account that has it.',
        })),
      );
      expect(await watchProblems(server.cluster, [deployment])).toEqual([]);
    });

    it('is created where it binds a role that comes with it', async () => {
      const binding = bindingOf('anna', 'reads');
      expect(await outcomes(restricted, binding)).toEqual(['refused']);
      expect(await outcomes(restricted, binding, role)).toEqual(['create', 'create']);
    });

    it('is refused where it may not be read, also where it binds a role that comes with it', async () => {
      // The server names the role of this binding where it says which right is missing.
      await apply({ ...bindingOf('bert', 'reads'), ...inDefault('bert-reads') });
      const bert = await connectAs('bert', 'roles');
      try {
        expect(await outcomes(bert, bindingOf('anna', 'reads'), role)).toEqual(['refused', 'create']);
      } finally {
        await bert.close();
      }
    });
  });
});
