/** Against the real API server; skipped without it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type DryRunAnswer, dryRunObjects, ServerRefusal } from './index.ts';
import { configMap, skipped, TIMEOUT, withCluster } from './server.test-helper.ts';

if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const CANARY = 'hunter2,Canary/opensesame';
const PIECES = ['hunter2', 'Canary', Buffer.from(CANARY).toString('base64').slice(0, 16), '104117110'];

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
const within = (object: { readonly metadata: object }, name = 'shop') => ({
  ...object,
  metadata: { ...object.metadata, namespace: name },
});
const secret = (fields: object) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's', namespace: 'default' },
  ...fields,
});

function deployment(container: object = {}) {
  const labels = { app: 'web' };
  const spec = { containers: [{ name: 'web', image: 'web:1', ...container }] };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

/** An answer in a few words: `created in default`, `refused: spec.replicas`. */
function inWords({ verdict, askedIn }: DryRunAnswer): string {
  const words =
    verdict.is === 'accepted'
      ? [verdict.creates ? 'created' : 'changed']
      : verdict.is === 'refused'
        ? ['refused:', ...verdict.refusal.problems.map(({ object, field }) => `${object} ${field}`)]
        : [`not asked: ${verdict.definition}`];
  return [...words, ...(askedIn === undefined ? [] : [`in ${askedIn}`])].join(' ');
}

describe.skipIf(skipped !== undefined)('a dry run of objects', { timeout: TIMEOUT }, () => {
  const cluster = withCluster();
  const ask = async (...objects: readonly unknown[]) => dryRunObjects(cluster().cluster, objects);
  const asked = async (...objects: readonly unknown[]) => (await ask(...objects)).map(inWords);

  it('says of each whether it would be created, and stores nothing', async () => {
    await cluster().cluster.apply(configMap('there'), { fieldManager: 'kubectl' });
    expect(await asked(namespace, configMap('there', { a: '1' }), configMap('new'))).toEqual([
      'created',
      'changed',
      'created',
    ]);
    expect(await cluster().cluster.get({ apiVersion: 'v1', kind: 'Namespace', name: 'shop' })).toBeUndefined();
  });

  it('refuses what another field manager has set, but not what a deployment has', async () => {
    const object = (name: string, data = 'a') => configMap(name, { data });
    await cluster().cluster.apply(object('deployed'), { fieldManager: 'k8s-blocks' });
    await cluster().cluster.apply(object('of-another'), { fieldManager: 'another' });
    expect(await asked(object('deployed', 'b'), object('of-another', 'b'))).toEqual([
      'changed',
      'refused: ConfigMap of-another in default data.data',
    ]);
  });

  it('asks in another namespace about objects of one that does not exist yet', async () => {
    expect(await asked(within(deployment()), within(configMap('a')), namespace)).toEqual([
      'created in default',
      'created in default',
      'created',
    ]);
  });

  it('asks about every object, and says which fields of which are refused, each with its own namespace', async () => {
    const faulty = { ...configMap('faulty', { '/': '' }), other: 1 };
    expect(
      await asked(
        within(configMap('a', { '/': '' })),
        within(deployment({ imag: 'web:1' })),
        within(deployment({ ports: [{ containerPort: 80 }, { containerPort: 80 }] })),
        faulty,
        configMap('fine'),
      ),
    ).toEqual([
      'refused: ConfigMap a in shop data[/] in default',
      'refused: Deployment web in shop spec.template.spec.containers[0].imag in default',
      'refused: Deployment web in shop spec.template.spec.containers[name="web"].ports in default',
      'refused: ConfigMap faulty in default other',
      'created',
    ]);
  });

  describe('where an object has its name in the other namespace', () => {
    beforeAll(async () => {
      const by = { fieldManager: 'somebody' };
      for (const object of [deployment(), configMap('taken', { a: '1' })]) await cluster().cluster.apply(object, by);
    }, TIMEOUT);

    it('accepts what would be created but for that', async () => {
      const other = { ...deployment(), spec: { ...deployment().spec, replicas: 2 } };
      expect(await asked(within(configMap('taken', { a: '2' })), within(other))).toEqual([
        'created in default',
        'created in default',
      ]);
    });

    it('refuses what would not be created', async () => {
      expect(await asked(within(configMap('taken', { '/': '2' })), within(deployment({ image: '' })))).toEqual([
        'refused: ConfigMap taken in shop data[/] in default',
        'refused: Deployment web in shop spec.template.spec.containers[0].image in default',
      ]);
    });
  });

  it('does not ask about a custom resource whose definition is among the objects', async () => {
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'gizmos.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Gizmo', plural: 'gizmos' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    };
    const gizmo = { apiVersion: 'example.com/v1', kind: 'Gizmo', metadata: { name: 'a', namespace: 'default' } };
    expect(await asked(gizmo, definition)).toEqual(['not asked: gizmos.example.com', 'created']);
    const [{ verdict } = {}] = await ask(gizmo);
    expect(verdict).toMatchObject({ is: 'refused' });
    expect(verdict?.is === 'refused' && verdict.refusal.message).toContain(
      'does not serve the kind "Gizmo" in "example.com/v1".\n  Install the CustomResourceDefinition of the kind first',
    );
  });

  it('refuses what is no object, and asks about the others', async () => {
    expect(await asked(null, { kind: 'ConfigMap' }, { ...configMap(''), kind: 'ConfigMap' }, configMap('a'))).toEqual([
      'refused: an object undefined',
      'refused: ConfigMap undefined',
      'refused: ConfigMap metadata.name',
      'created',
    ]);
  });

  it('has what the server warns of each', async () => {
    const old = { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'a', namespace: 'default' } };
    expect((await ask(old, configMap('a'))).map(({ warnings }) => warnings)).toEqual([
      [expect.stringMatching(/^v1 Endpoints is deprecated/)],
      [],
    ]);
  });

  it.each([
    ['is not base64', { data: { token: CANARY } }],
    ['is a number', { stringData: { token: 104117110 } }],
    ['is a list', { stringData: [CANARY] }],
    ['is a text', { data: CANARY }],
    ['is in a field that there is not', { stringdata: { token: CANARY } }],
    ['is a type that needs keys', { type: 'kubernetes.io/tls', stringData: { token: CANARY } }],
    ['is a name', { immutable: CANARY }],
    ['is a key', { stringData: { [CANARY]: 'a' } }],
    ['is a label', { metadata: { name: 's', namespace: 'default', labels: { a: [CANARY] } } }],
    [
      'is JSON that it is not',
      { type: 'kubernetes.io/dockerconfigjson', stringData: { '.dockerconfigjson': `{"auths": "${CANARY}` } },
    ],
  ])('quotes no value of a Secret that %s', async (what, fields) => {
    for (const object of [secret(fields), within(secret(fields))]) {
      const [{ verdict } = {}] = await ask(object);
      const refusal = verdict?.is === 'refused' ? verdict.refusal : undefined;
      expect(refusal).toBeInstanceOf(ServerRefusal);
      // Keys of Secrets are names, which are shown.
      if (what === 'is a key') continue;
      const shown = JSON.stringify([refusal?.message, refusal, Object.entries(refusal ?? {})]);
      for (const piece of PIECES) expect(shown).not.toContain(piece);
    }
  });

  it('is ended by its signal', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(dryRunObjects(cluster().cluster, [configMap('a')], { signal })).rejects.toThrow('enough');
  });
});
