import { type ControlPlane, type Manifest, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { type Fields, fieldsOf } from '@k8s-blocks/manifest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asStored } from './as-stored/index.ts';
import { compareBuilds } from './compare-builds.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;
const labels = { app: 'web' };
const metadata = (name: string) => ({ name, namespace: 'shop' });
const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } };
const selector = { matchLabels: labels };
const claims = (size: string) => [
  {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } } },
  },
];
const statefulSet = { serviceName: 'web', selector, template, volumeClaimTemplates: claims('1Gi') };
const ports = [{ name: 'http', port: 80 }];
const policy = { podSelector: selector, ingress: [{ ports: [{ port: 80 }] }] };
const budget = { selector, minAvailable: 1 };
const job = { template: { spec: { ...template.spec, restartPolicy: 'Never' } } };
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } };
const role = (name: string) => ({ kind: 'Role', name, apiGroup: 'rbac.authorization.k8s.io' });
const withLabels = (more: Fields) => ({ ...template, metadata: { labels: { ...labels, ...more } } });

/** An object that is there, and what it is changed to. */
type Case = readonly [what: string, type: string, before: Fields, after: Fields];

const spec = (before: Fields, changed: Fields) => [{ spec: before }, { spec: { ...before, ...changed } }] as const;

const CASES: readonly Case[] = [
  [
    'its selector',
    'apps/v1 Deployment',
    ...spec({ selector, template: withLabels({ b: 'c' }) }, { selector: { matchLabels: { b: 'c' } } }),
  ],
  ['its replicas', 'apps/v1 Deployment', ...spec({ selector, template }, { replicas: 3 })],
  ['its labels of pods', 'apps/v1 Deployment', ...spec({ selector, template }, { template: withLabels({ b: 'c' }) })],
  ['its strategy', 'apps/v1 Deployment', ...spec({ selector, template }, { strategy: { type: 'Recreate' } })],
  ['its pause', 'apps/v1 Deployment', ...spec({ selector, template }, { paused: true, minReadySeconds: 3 })],
  [
    'its selector',
    'apps/v1 DaemonSet',
    ...spec({ selector, template: withLabels({ b: 'c' }) }, { selector: { matchLabels: { b: 'c' } } }),
  ],
  [
    'its update strategy',
    'apps/v1 DaemonSet',
    ...spec({ selector, template }, { updateStrategy: { type: 'OnDelete' } }),
  ],
  ['its replicas', 'apps/v1 StatefulSet', ...spec(statefulSet, { replicas: 3 })],
  ['its ordinals', 'apps/v1 StatefulSet', ...spec(statefulSet, { ordinals: { start: 1 } })],
  ['its template', 'apps/v1 StatefulSet', ...spec(statefulSet, { template: withLabels({ b: 'c' }) })],
  ['its update strategy', 'apps/v1 StatefulSet', ...spec(statefulSet, { updateStrategy: { type: 'OnDelete' } })],
  ['its history', 'apps/v1 StatefulSet', ...spec(statefulSet, { revisionHistoryLimit: 3 })],
  [
    'its retention',
    'apps/v1 StatefulSet',
    ...spec(statefulSet, { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }),
  ],
  ['its ready seconds', 'apps/v1 StatefulSet', ...spec(statefulSet, { minReadySeconds: 3 })],
  ['its service', 'apps/v1 StatefulSet', ...spec(statefulSet, { serviceName: 'other' })],
  ['its claims', 'apps/v1 StatefulSet', ...spec(statefulSet, { volumeClaimTemplates: claims('2Gi') })],
  [
    'its claims, in another unit',
    'apps/v1 StatefulSet',
    ...spec(statefulSet, { volumeClaimTemplates: claims('1024Mi') }),
  ],
  ['its pod management', 'apps/v1 StatefulSet', ...spec(statefulSet, { podManagementPolicy: 'Parallel' })],
  [
    'its selector',
    'apps/v1 StatefulSet',
    ...spec({ ...statefulSet, template: withLabels({ b: 'c' }) }, { selector: { matchLabels: { b: 'c' } } }),
  ],
  ['its port', 'v1 Service', ...spec({ ports, selector: labels }, { ports: [{ name: 'http', port: 81 }] })],
  ['its selector', 'v1 Service', ...spec({ ports, selector: labels }, { selector: { b: 'c' } })],
  ['its address to None', 'v1 Service', ...spec({ ports, selector: labels }, { clusterIP: 'None' })],
  ['its address from None', 'v1 Service', ...spec({ ports, selector: labels, clusterIP: 'None' }, { clusterIP: null })],
  [
    'its type to NodePort',
    'v1 Service',
    ...spec({ ports, selector: labels }, { type: 'NodePort', ports: [{ port: 80, nodePort: 30080 }] }),
  ],
  [
    'its type to ExternalName',
    'v1 Service',
    ...spec({ ports, selector: labels }, { type: 'ExternalName', externalName: 'a.example.org' }),
  ],
  ['its affinity', 'v1 Service', ...spec({ ports, selector: labels }, { sessionAffinity: 'ClientIP' })],
  ['its budget', 'policy/v1 PodDisruptionBudget', ...spec(budget, { minAvailable: 2 })],
  ['its selector', 'policy/v1 PodDisruptionBudget', ...spec(budget, { selector: { matchLabels: { b: 'c' } } })],
  ['its data', 'v1 ConfigMap', { data: { a: '1' } }, { data: { a: '2' } }],
  [
    'its data, which are immutable',
    'v1 ConfigMap',
    { immutable: true, data: { a: '1' } },
    { immutable: true, data: { a: '2' } },
  ],
  ['its immutability', 'v1 ConfigMap', { immutable: true, data: { a: '1' } }, { immutable: false, data: { a: '1' } }],
  [
    'its immutability, by leaving it out',
    'v1 ConfigMap',
    { immutable: true, data: { a: '1' } },
    { immutable: null, data: { a: '1' } },
  ],
  ['to be immutable', 'v1 ConfigMap', { data: { a: '1' } }, { immutable: true, data: { a: '1' } }],
  ['its data', 'v1 Secret', { stringData: { a: '1' } }, { stringData: { a: '2' } }],
  ['its type', 'v1 Secret', { stringData: { a: '1' } }, { type: 'example.org/a', stringData: { a: '1' } }],
  [
    'its data, which are immutable',
    'v1 Secret',
    { immutable: true, stringData: { a: '1' } },
    { immutable: true, stringData: { a: '2' } },
  ],
  [
    'its mounting of tokens',
    'v1 ServiceAccount',
    { automountServiceAccountToken: true },
    { automountServiceAccountToken: false },
  ],
  ['its selector', 'networking.k8s.io/v1 NetworkPolicy', ...spec(policy, { podSelector: {} })],
  ['its rules', 'networking.k8s.io/v1 NetworkPolicy', ...spec(policy, { ingress: [], policyTypes: ['Egress'] })],
  ['its labels', 'v1 Namespace', { metadata: { labels: { a: '1' } } }, { metadata: { labels: { a: '2' } } }],
  [
    'its template',
    'batch/v1 Job',
    ...spec(job, { template: { spec: { ...job.template.spec, containers: [{ name: 'web', image: 'web:2' }] } } }),
  ],
  ['its parallelism', 'batch/v1 Job', ...spec(job, { parallelism: 2 })],
  ['its completions', 'batch/v1 Job', ...spec(job, { completions: 2 })],
  ['its back-off', 'batch/v1 Job', ...spec(job, { backoffLimit: 2, ttlSecondsAfterFinished: 3 })],
  [
    'its completions, where they are indexed',
    'batch/v1 Job',
    ...spec({ ...job, completionMode: 'Indexed', completions: 1, parallelism: 1 }, { completions: 2, parallelism: 2 }),
  ],
  [
    'its schedule',
    'batch/v1 CronJob',
    ...spec({ schedule: '0 * * * *', jobTemplate: { spec: job } }, { schedule: '1 * * * *' }),
  ],
  [
    'its template',
    'batch/v1 CronJob',
    ...spec(
      { schedule: '0 * * * *', jobTemplate: { spec: job } },
      { jobTemplate: { spec: { ...job, backoffLimit: 3 } } },
    ),
  ],
  ['its size to less', 'v1 PersistentVolumeClaim', ...spec(claim, { resources: { requests: { storage: '1Gi' } } })],
  ['its modes', 'v1 PersistentVolumeClaim', ...spec(claim, { accessModes: ['ReadWriteMany'] })],
  ['its class', 'v1 PersistentVolumeClaim', ...spec({ ...claim, storageClassName: 'a' }, { storageClassName: 'b' })],
  ['its role', 'rbac.authorization.k8s.io/v1 RoleBinding', { roleRef: role('a') }, { roleRef: role('b') }],
  [
    'its subjects',
    'rbac.authorization.k8s.io/v1 RoleBinding',
    { roleRef: role('a') },
    { roleRef: role('a'), subjects: [{ kind: 'ServiceAccount', name: 'x', namespace: 'shop' }] },
  ],
  [
    'its provisioner',
    'storage.k8s.io/v1 StorageClass',
    { provisioner: 'example.org/a' },
    { provisioner: 'example.org/b' },
  ],
  [
    'its parameters',
    'storage.k8s.io/v1 StorageClass',
    { provisioner: 'example.org/a' },
    { provisioner: 'example.org/a', parameters: { a: 'b' } },
  ],
  [
    'its binding',
    'storage.k8s.io/v1 StorageClass',
    { provisioner: 'example.org/a' },
    { provisioner: 'example.org/a', volumeBindingMode: 'WaitForFirstConsumer' },
  ],
  [
    'its reclaim policy',
    'storage.k8s.io/v1 StorageClass',
    { provisioner: 'example.org/a' },
    { provisioner: 'example.org/a', reclaimPolicy: 'Retain' },
  ],
  [
    'its expansion',
    'storage.k8s.io/v1 StorageClass',
    { provisioner: 'example.org/a' },
    { provisioner: 'example.org/a', allowVolumeExpansion: true, mountOptions: ['ro'] },
  ],
  ['its value', 'scheduling.k8s.io/v1 PriorityClass', { value: 1 }, { value: 2 }],
  ['its default', 'scheduling.k8s.io/v1 PriorityClass', { value: 1 }, { value: 1, description: 'x' }],
  [
    'its controller',
    'networking.k8s.io/v1 IngressClass',
    { spec: { controller: 'example.org/a' } },
    { spec: { controller: 'example.org/b' } },
  ],
  ['its handler', 'node.k8s.io/v1 RuntimeClass', { handler: 'a' }, { handler: 'b' }],
  [
    'its addresses',
    'discovery.k8s.io/v1 EndpointSlice',
    { addressType: 'IPv4', endpoints: [] },
    { addressType: 'IPv6', endpoints: [] },
  ],
  ['its image', 'v1 Pod', { spec: template.spec }, { spec: { containers: [{ name: 'web', image: 'web:2' }] } }],
  [
    'its command',
    'v1 Pod',
    { spec: template.spec },
    { spec: { containers: [{ name: 'web', image: 'web:1', args: ['a'] }] } },
  ],
  ['its account', 'v1 Pod', { spec: template.spec }, { spec: { ...template.spec, serviceAccountName: 'other' } }],
];

function manifest(type: string, index: number, fields: Fields) {
  const [apiVersion = '', kind = ''] = type.split(' ');
  return { apiVersion, kind, ...fields, metadata: { ...fieldsOf(fields.metadata), ...metadata(`web-${index}`) } };
}

describe.skipIf(skipped !== undefined)('what is said of an update is what a real API server answers', () => {
  let server: ControlPlane;
  /** What kubectl printed of all updates at once: it takes longer to start than to apply an object. */
  let applied: { readonly stdout: string; readonly stderr: string };
  const updates = CASES.map(([what, type, before, after], index) => {
    return [type, what, manifest(type, index, before), manifest(type, index, after)] as const;
  });
  beforeAll(async () => {
    server = await startControlPlane();
    await server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    const created = await server.kubectl(['apply', '-f', '-'], listOf(updates.map(([, , old]) => old)));
    expect(created.stderr).toBe('');
    const wanted = listOf(updates.map(([, , , wanted]) => wanted));
    applied = await server.kubectl(['apply', '--dry-run=server', '-f', '-'], wanted);
  }, START);
  afterAll(() => server?.stop(), START);

  it.each(updates)('%s: %s', (_type, _what, old, wanted) => {
    const isAccepted = new RegExp(`/${wanted.metadata.name} (?:configured|unchanged) `).test(applied.stdout);
    const said = compareBuilds([old], [wanted]).consequences.filter(({ effect }) => effect === 'refused');
    expect({ isRefused: said.length > 0, answer: applied.stderr }).toEqual({
      isRefused: !isAccepted,
      answer: applied.stderr,
    });
  });

  it('each of them was answered', () => {
    const accepted = applied.stdout.split('\n').filter((line) => line.endsWith('(server dry run)'));
    const refused = updates.filter(([, , { metadata }]) => applied.stderr.includes(`"${metadata.name}"`));
    expect(refused.length).toBeGreaterThan(10);
    expect(accepted.length + refused.length).toBe(updates.length);
  });

  // A server stores more of these than their manifests say: of Jobs the labels of their pods, of Pods tolerations.
  const written = CASES.filter(([, type]) => !/ (?:Job|Pod|Namespace)$/.test(type)).flatMap(
    ([what, type, before, after], index) => [
      [type, `before ${what}`, manifest(type, 1000 + index, before)] as const,
      [type, `after ${what}`, manifest(type, 2000 + index, after)] as const,
    ],
  );

  it.each(written)('%s, %s: what the server stores is what is compared', async (type, _, object) => {
    const { status, body } = await server.create(object, { dryRun: true });
    expect(status).toBe(201);
    const stored = asStored(groupAndKind(type), chosenByServer(fieldsOf(body), object));
    expect(stored).toEqual(asStored(groupAndKind(type), chosenByServer(object, object)));
  });
});

function listOf(items: readonly Manifest[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function groupAndKind(type: string): string {
  const [apiVersion = '', kind = ''] = type.split(' ');
  return apiVersion.includes('/') ? `${apiVersion.split('/')[0]} ${kind}` : kind;
}

/** Without what the server chooses where the object does not say it. */
function chosenByServer(stored: Fields, object: Fields): Fields {
  const { status: _, ...rest } = stored;
  const { labels: own, ...metadata } = fieldsOf(fieldsOf(object).metadata);
  const given = Object.entries(fieldsOf(object.spec)).flatMap(([key, value]) => (value === null ? [] : [key]));
  const chosen = ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'volumeName'];
  const spec = Object.entries(fieldsOf(stored.spec)).filter(([key]) => given.includes(key) || !chosen.includes(key));
  return {
    ...rest,
    metadata: { ...metadata, labels: own },
    ...(stored.spec === undefined ? {} : { spec: Object.fromEntries(spec) }),
  };
}
