/** Against the real API server; skipped without it. */
import type { Cluster } from '@k8s-blocks/cluster';
import { whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareWithCluster, FIELD_MANAGER } from '../index.ts';
import { type ConnectedControlPlane, startConnected } from '../server.test-helper.ts';

const TIMEOUT = 180_000;
const skipped = whySkipped({ controllers: false });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

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

describe.skipIf(skipped !== undefined)('an object compared with a cluster', { timeout: TIMEOUT }, () => {
  let server: ConnectedControlPlane;
  let cluster: Cluster;
  beforeAll(async () => {
    server = await startConnected({ controllers: false });
    cluster = server.cluster;
  }, TIMEOUT);
  afterAll(() => server?.stop(), TIMEOUT);

  const compared = async (...objects: Parameters<typeof compareWithCluster>[1]) => compareWithCluster(cluster, objects);
  const apply = (object: Parameters<Cluster['apply']>[0], fieldManager = FIELD_MANAGER) =>
    cluster.apply(object, { fieldManager });

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

  it('is created where its namespace or its kind comes with it', async () => {
    const song = { apiVersion: 'example.org/v1', kind: 'Song', metadata: { name: 'one', namespace: 'default' } };
    const found = await compared(configMap('a', { a: '1' }, 'shop'), namespace, song, definition);
    expect(found.map(({ outcome }) => outcome)).toEqual(['create', 'create', 'create', 'create']);
    expect(found[0]?.wanted).toEqual(configMap('a', { a: '1' }, 'shop'));
    expect(await compared(song)).toMatchObject([{ outcome: 'refused' }]);
  });
});
