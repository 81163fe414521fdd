import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, formatReference, type Reference, referencesOf, valueAt } from './index.ts';

const PATHS: Readonly<Record<string, readonly string[]>> = {
  'apps/v1 Deployment': ['spec', 'template'],
  'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'v1 Pod': [],
};

/** An object of a kind that makes pods, with the spec of a pod. */
function workload(type: string, podSpec: object) {
  const [apiVersion, kind] = type.split(' ');
  const fields = [...(PATHS[type] ?? [])]
    .reverse()
    .reduce<object>((inner, key) => ({ [key]: inner }), { spec: podSpec });
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, ...fields };
}

const object = (apiVersion: string, kind: string, fields: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  ...fields,
});

/** `path -> Kind name in namespace key`, with a question mark where it may be missing. */
function shown({ path, to, key, optional }: Reference): string {
  const target = formatReference(to, { withNamespace: true });
  return `${formatPath(path)} -> ${target}${key === undefined ? '' : ` ${key}`}${optional ? '?' : ''}`;
}

const pod = {
  containers: [
    {
      envFrom: [{ configMapRef: { name: 'settings' } }, { secretRef: { name: 'token', optional: true } }],
      env: [
        { name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'token', key: 'b' } } },
        { name: 'C', value: 'c' },
      ],
    },
  ],
  initContainers: [{ envFrom: [{ secretRef: { name: 'first' } }] }],
  ephemeralContainers: [{ envFrom: [{ configMapRef: { name: 'debug' } }] }],
  volumes: [
    {
      name: 'a',
      configMap: {
        name: 'files',
        items: [
          { key: 'x', path: 'x' },
          { key: 'y', path: 'y' },
        ],
      },
    },
    { name: 'b', secret: { secretName: 'tls' } },
    {
      name: 'c',
      projected: { sources: [{ secret: { name: 'projected' } }, { configMap: { name: 'ca', optional: true } }] },
    },
    { name: 'd', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'e', csi: { driver: 'x', nodePublishSecretRef: { name: 'csi' } } },
  ],
  imagePullSecrets: [{ name: 'registry' }],
  serviceAccountName: 'web',
  priorityClassName: 'high',
};

describe('the references of pods', () => {
  it.each(Object.keys(PATHS))('are found in a %s', (type) => {
    const start = PATHS[type]?.map((step) => `${step}.`).join('') ?? '';
    const found = referencesOf(workload(type, pod));
    expect(found.map(shown)).toEqual(
      [
        'initContainers[0].envFrom[0].secretRef.name -> Secret first in shop',
        'containers[0].envFrom[0].configMapRef.name -> ConfigMap settings in shop',
        'containers[0].envFrom[1].secretRef.name -> Secret token in shop?',
        'containers[0].env[0].valueFrom.configMapKeyRef.name -> ConfigMap settings in shop a',
        'containers[0].env[1].valueFrom.secretKeyRef.name -> Secret token in shop b',
        'ephemeralContainers[0].envFrom[0].configMapRef.name -> ConfigMap debug in shop',
        'volumes[0].configMap.name -> ConfigMap files in shop x',
        'volumes[0].configMap.name -> ConfigMap files in shop y',
        'volumes[1].secret.secretName -> Secret tls in shop',
        'volumes[2].projected.sources[0].secret.name -> Secret projected in shop',
        'volumes[2].projected.sources[1].configMap.name -> ConfigMap ca in shop?',
        'volumes[3].persistentVolumeClaim.claimName -> PersistentVolumeClaim data in shop',
        'volumes[4].csi.nodePublishSecretRef.name -> Secret csi in shop',
        'imagePullSecrets[0].name -> Secret registry in shop',
        'serviceAccountName -> ServiceAccount web in shop',
        'priorityClassName -> PriorityClass high',
      ].map((line) => `${start}spec.${line}`),
    );
  });

  it('have a path to the name and a path to the key', () => {
    const deployment = workload('apps/v1 Deployment', pod);
    for (const { path, to, key, keyPath } of referencesOf(deployment)) {
      expect(valueAt(deployment, path)).toBe(to.name);
      expect(keyPath && valueAt(deployment, keyPath)).toBe(key);
    }
  });
});

describe('the references of other objects', () => {
  it.each([
    [
      'a StatefulSet',
      object('apps/v1', 'StatefulSet', {
        spec: { serviceName: 'peers', volumeClaimTemplates: [{ spec: { storageClassName: 'fast' } }] },
      }),
      [
        'spec.serviceName -> Service peers in shop',
        'spec.volumeClaimTemplates[0].spec.storageClassName -> StorageClass fast',
      ],
    ],
    [
      'an autoscaler',
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      }),
      ['spec.scaleTargetRef.name -> Deployment web in shop'],
    ],
    [
      'an Ingress',
      object('networking.k8s.io/v1', 'Ingress', {
        spec: {
          ingressClassName: 'nginx',
          tls: [{ secretName: 'cert' }],
          rules: [{ http: { paths: [{ backend: { service: { name: 'web' } } }] } }],
        },
      }),
      [
        'spec.ingressClassName -> IngressClass nginx',
        'spec.rules[0].http.paths[0].backend.service.name -> Service web in shop',
        'spec.tls[0].secretName -> Secret cert in shop',
      ],
    ],
    [
      'a RoleBinding',
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [
          { kind: 'ServiceAccount', name: 'ci', namespace: 'tools' },
          { kind: 'User', name: 'ann' },
        ],
      }),
      ['roleRef.name -> ClusterRole view', 'subjects[0].name -> ServiceAccount ci in tools'],
    ],
    [
      'a claim',
      object('v1', 'PersistentVolumeClaim', {
        spec: { storageClassName: 'fast', dataSource: { kind: 'PersistentVolumeClaim', name: 'old' } },
      }),
      ['spec.storageClassName -> StorageClass fast', 'spec.dataSource.name -> PersistentVolumeClaim old in shop'],
    ],
    [
      'a ServiceAccount',
      object('v1', 'ServiceAccount', { imagePullSecrets: [{ name: 'registry' }] }),
      ['imagePullSecrets[0].name -> Secret registry in shop'],
    ],
    [
      'a webhook',
      object('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', {
        webhooks: [{ clientConfig: { service: { namespace: 'tools', name: 'hook' } } }],
      }),
      ['webhooks[0].clientConfig.service.name -> Service hook in tools'],
    ],
    ['a custom resource', object('example.com/v1', 'Deployment', { spec: { template: { spec: pod } } }), []],
  ])('%s', (_, value, expected) => {
    expect(referencesOf(value).map(shown)).toEqual(expected);
  });

  it('have the group of the kind that is referred to', () => {
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef: target } });
    expect(referencesOf(autoscaler)[0]?.to.group).toBe('apps');
    const binding = object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'Role', name: 'view' } });
    expect(referencesOf(binding)[0]?.to.group).toBe('rbac.authorization.k8s.io');
    const claim = object('v1', 'PersistentVolumeClaim', {
      spec: { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'a' } },
    });
    expect(referencesOf(claim)[0]?.to).toEqual({
      group: 'snapshot.storage.k8s.io',
      kind: 'VolumeSnapshot',
      namespace: 'shop',
      name: 'a',
    });
  });

  it('are in default where the object names no namespace', () => {
    const value = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: { serviceAccountName: 'web' } };
    expect(referencesOf(value)[0]?.to.namespace).toBe('default');
  });
});

it('nothing that stands where a reference should makes it throw', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom('spec', 'volumes', 'containers', 'env'), (value, key) => {
      const broken =
        key === 'spec' ? { spec: value } : { spec: { template: { spec: { [key]: value, volumes: [value] } } } };
      expect(referencesOf({ apiVersion: 'apps/v1', kind: 'Deployment', ...broken })).toBeInstanceOf(Array);
    }),
  );
});

it('as many as a list of any length holds', () => {
  const items = Array.from({ length: 200_000 }, (_, index) => ({ key: `k${index}` }));
  const volumes = [{ name: 'all', configMap: { name: 'settings', items } }];
  expect(referencesOf(workload('v1 Pod', { volumes }))).toHaveLength(200_000);
});

it('a reference to a Service may be to one of its ports, which is 443 of a webhook by default', () => {
  const hook = (service: object) =>
    referencesOf({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      webhooks: [{ clientConfig: { service: { name: 'hook', namespace: 'shop', ...service } } }],
    });
  const portPath = ['webhooks', 0, 'clientConfig', 'service', 'port'];
  expect(hook({ port: 8443 })).toMatchObject([{ to: { name: 'hook' }, port: 8443, portPath }]);
  expect(hook({})).toMatchObject([{ port: 443, portPath }]);
});

it('a reference may be in an annotation', () => {
  const annotations = { 'cert-manager.io/cluster-issuer': 'ca' };
  expect(
    referencesOf({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { annotations },
    }),
  ).toMatchObject([{ to: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'ca' } }]);
});
