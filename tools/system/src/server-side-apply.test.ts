import { judgeObject } from '@k8s-blocks/api-rules';
import { type ControlPlane, type Manifest, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

function deploymentOf(container: object, pod: object = {}): Manifest {
  const containers = [{ name: 'web', image: 'web:1', ...container }];
  const labels = { app: 'web' };
  const template = { metadata: { labels }, spec: { containers, ...pod } };
  return manifest('apps/v1', 'Deployment', { spec: { selector: { matchLabels: labels }, template } });
}

function manifest(apiVersion: string, kind: string, fields: object, metadata: object = {}): Manifest {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'default', ...metadata }, ...fields };
}

const owner = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', name, uid: 'u' });

/** Objects whose lists have entries of one key, and some whose lists may. */
const CASES: readonly (readonly [what: string, object: Manifest])[] = [
  [
    'variables',
    deploymentOf({
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    }),
  ],
  [
    'variables of two containers',
    deploymentOf({ env: [{ name: 'A' }] }, { initContainers: [{ name: 'i', image: 'i', env: [{ name: 'A' }] }] }),
  ],
  [
    'variables of an init container',
    deploymentOf({}, { initContainers: [{ name: 'i', image: 'i', env: [{ name: 'A' }, { name: 'A' }] }] }),
  ],
  [
    'ports',
    deploymentOf({
      ports: [
        { containerPort: 80, name: 'a' },
        { containerPort: 80, protocol: 'TCP', name: 'b' },
      ],
    }),
  ],
  ['ports of two protocols', deploymentOf({ ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }] })],
  [
    'host aliases',
    deploymentOf(
      {},
      {
        hostAliases: [
          { ip: '192.0.2.1', hostnames: ['a'] },
          { ip: '192.0.2.1', hostnames: ['b'] },
        ],
      },
    ),
  ],
  ['Secrets that pull images', deploymentOf({}, { imagePullSecrets: [{ name: 'a' }, { name: 'a' }] })],
  ['Secrets of a ServiceAccount', manifest('v1', 'ServiceAccount', { secrets: [{ name: 'a' }, { name: 'a' }] })],
  [
    'Secrets that a ServiceAccount pulls images with',
    manifest('v1', 'ServiceAccount', { imagePullSecrets: [{ name: 'a' }, { name: 'a' }] }),
  ],
  ['finalizers', manifest('v1', 'ConfigMap', {}, { finalizers: ['a.b/c', 'a.b/c'] })],
  ['owners', manifest('v1', 'ConfigMap', {}, { ownerReferences: [owner('a'), owner('b')] })],
  [
    'tolerations',
    deploymentOf(
      {},
      {
        tolerations: [
          { key: 'a', operator: 'Exists' },
          { key: 'a', operator: 'Exists' },
        ],
      },
    ),
  ],
  [
    'sources of variables',
    deploymentOf({ envFrom: [{ configMapRef: { name: 'a' } }, { configMapRef: { name: 'a' } }] }),
  ],
];

describe.skipIf(skipped !== undefined)('what is said of lists with duplicates is what a server-side apply does', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  it.each(CASES)('%s', async (_, object) => {
    const findings = judgeObject({ object, document: '' });
    const created = await server.create(object, { dryRun: true });
    const isError = findings.some(({ severity }) => severity === 'error');
    expect({ isError, status: created.status }).toEqual({ isError: false, status: 201 });
    const applied = await server.kubectl(
      ['apply', '--server-side', '--dry-run=server', '-f', '-'],
      JSON.stringify(object),
    );
    const isRefused = applied.stderr.includes('duplicate entries for key');
    expect(isRefused || applied.exitCode === 0).toBe(true);
    expect(findings.map(({ rule }) => rule)).toEqual(isRefused ? ['server-side-apply'] : []);
  });
});
