import type { KubernetesObject } from '@k8s-blocks/manifest';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { builtAsSaid } from './built-as-said.test-helper.ts';
import { type App, type AppEnvironment, app } from './index.ts';
import { problemsOf } from './problems-of.test-helper.ts';

const till = contract({ name: 'till', ports: {}, secrets: { TOKEN: 'REPLACE_WITH_TOKEN' } });
const shop = contract({ name: 'shop', ports: { http: 80 } });
const map = stack({
  services: [till, shop],
  environments: { base: {}, staging: { suffix: '-staging', secretsProvided: true }, production: {} },
  connections: [],
});

type Env = AppEnvironment<{ readonly value: string }>;

/** An app with a setting `value`, which is `base` in base and production, and `staging` in staging. */
function appOf(objects: (env: Env) => readonly object[]): App {
  return app(map, till, {
    settings: { base: { value: 'base' }, staging: { value: 'staging' }, production: {} },
    manifests: (env) => ({ 'objects.yaml': objects(env) as readonly KubernetesObject[] as KubernetesObject[] }),
  });
}

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const configMap = (fields: object = {}, name = 'settings') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...fields,
});
const pods = (spec: object, name = 'web', kind = 'Deployment') => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec },
  },
});
const account = (name: string) => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } });
const binding = (subjects: readonly object[], metadata: object = {}, kind = 'RoleBinding') => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: { name: 'readers', ...metadata },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  subjects,
});
const routeTo = (backend: object) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: 'route' },
  spec: { rules: [{ backendRefs: [backend] }] },
});
const containersOf = (object: unknown) =>
  (object as { spec: { template: { spec: Record<string, { image: string; ports: unknown; env: unknown }[]> } } }).spec
    .template.spec;

describe('what an app says is what Kustomize builds', () => {
  it('two ports of one number and two protocols, on a Service and on a container', async () => {
    const dns = appOf(({ settings: { value } }) => [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'dns', labels: { value } },
        spec: {
          ports: [
            { name: 'udp', port: 53, protocol: 'UDP' },
            { name: 'tcp', port: 53 },
          ],
        },
      },
      pods({
        containers: [
          {
            name: 'dns',
            image: 'dns:1',
            env: [{ name: 'VALUE', value }],
            ports: [
              { name: 'udp', containerPort: 53, protocol: 'UDP' },
              { name: 'tcp', containerPort: 53 },
            ],
          },
        ],
      }),
    ]);
    const built = await builtAsSaid(dns, 'staging');
    expect(built.object('Service', 'dns-staging').spec).toEqual({
      ports: [
        { name: 'udp', port: 53, protocol: 'UDP' },
        { name: 'tcp', port: 53 },
      ],
    });
    expect(containersOf(built.object('Deployment', 'web-staging')).containers?.[0]?.ports).toHaveLength(2);
  });

  it('a digest beside a tag, where another container has another tag of the image', async () => {
    const pinned = `registry.example:5000/sec/agent:1.4.0@${DIGEST}`;
    const agent = appOf(({ settings: { value } }) => [
      pods({
        initContainers: [{ name: 'init', image: pinned }],
        containers: [{ name: 'agent', image: `registry.example:5000/sec/agent:${value}` }],
      }),
    ]);
    for (const environment of ['base', 'staging'] as const) {
      const suffix = environment === 'base' ? '' : '-staging';
      const pod = containersOf((await builtAsSaid(agent, environment)).object('Deployment', `web${suffix}`));
      expect(pod.initContainers?.[0]?.image).toBe(pinned);
      expect(pod.containers?.[0]?.image).toBe(`registry.example:5000/sec/agent:${environment}`);
    }
  });

  it('images whose names match each other as regular expressions', async () => {
    const two = appOf(({ settings: { value } }) => [
      pods({
        containers: [
          { name: 'a', image: `registry.example/web:${value}` },
          { name: 'b', image: 'registryXexample/web:1' },
        ],
      }),
    ]);
    const pod = containersOf((await builtAsSaid(two, 'staging')).object('Deployment', 'web-staging'));
    expect(pod.containers?.map(({ image }) => image)).toEqual([
      'registry.example/web:staging',
      'registryXexample/web:1',
    ]);
  });

  it('an image that is also mounted as a volume, with another tag', async () => {
    const model = appOf(({ settings: { value } }) => [
      pods({
        containers: [{ name: 'a', image: `models:${value}` }],
        volumes: [{ name: 'v', image: { reference: 'models:2' } }],
      }),
    ]);
    const pod = containersOf((await builtAsSaid(model, 'staging')).object('Deployment', 'web-staging'));
    expect(pod).toMatchObject({
      containers: [{ image: 'models:staging' }],
      volumes: [{ image: { reference: 'models:2' } }],
    });
  });

  it('a list of a custom resource that is called like one that Kustomize merges', async () => {
    const spark = appOf(({ settings: { value } }) => [
      {
        apiVersion: 'sparkoperator.k8s.io/v1beta2',
        kind: 'SparkApplication',
        metadata: { name: 'report' },
        spec: {
          driver: {
            env: [
              { name: 'A', value },
              { name: 'B', value: 'b' },
              { name: 'C', value: 'c' },
            ],
          },
        },
      },
    ]);
    const built = await builtAsSaid(spark, 'staging');
    expect(built.object('SparkApplication', 'report-staging').spec).toMatchObject({
      driver: { env: [{ name: 'A', value: 'staging' }, { name: 'B' }, { name: 'C' }] },
    });
  });

  it('an object that names its own namespace', async () => {
    const named = appOf(({ namespace, settings: { value } }) => [
      configMap({ metadata: { name: 'till', namespace }, data: { value } }),
    ]);
    const built = await builtAsSaid(named, 'staging');
    expect(built.object('ConfigMap', 'till-staging')).toMatchObject({
      metadata: { namespace: 'till-staging' },
      data: { value: 'staging' },
    });
    await builtAsSaid(named, 'base');
  });

  it('objects of another namespace, beside those of the service', async () => {
    const elsewhere = appOf(({ namespace, nameOf, settings: { value } }) => [
      account('audit'),
      binding([{ kind: 'ServiceAccount', name: nameOf('audit'), namespace }], {
        namespace: 'kube-system',
        labels: { value },
      }),
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { name: 'till', namespace: `monitoring-${value}` },
        spec: { endpoints: [{ port: 'http', interval: value === 'base' ? '30s' : '10s' }] },
      },
    ]);
    for (const environment of ['base', 'production'] as const) await builtAsSaid(elsewhere, environment);
    const staging = await builtAsSaid(elsewhere, 'staging');
    expect(staging.object('RoleBinding', 'readers-staging')).toMatchObject({
      metadata: { namespace: 'kube-system', labels: { value: 'staging' } },
      subjects: [{ name: 'audit-staging', namespace: 'till-staging' }],
    });
    expect(staging.object('ServiceMonitor', 'till-staging')).toMatchObject({
      metadata: { namespace: 'monitoring-staging' },
      spec: { endpoints: [{ interval: '10s' }] },
    });
  });

  it('an object that only one environment has in another namespace', async () => {
    const moved = appOf(({ name }) => [
      configMap({}, 'kept'),
      configMap({ metadata: { name: 'dashboard', ...(name === 'staging' ? { namespace: 'monitoring' } : {}) } }),
    ]);
    expect((await builtAsSaid(moved, 'base')).object('ConfigMap', 'dashboard')).toMatchObject({
      metadata: { namespace: 'till' },
    });
    expect((await builtAsSaid(moved, 'staging')).object('ConfigMap', 'dashboard-staging')).toMatchObject({
      metadata: { namespace: 'monitoring' },
    });
  });

  it('kinds of the whole cluster, also those that Kustomize does not know', async () => {
    const cluster = appOf(({ settings: { value } }) => [
      { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'ca' }, spec: { value } },
      { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass', metadata: { name: 'gold' }, driverName: value },
    ]);
    const built = await builtAsSaid(cluster, 'staging');
    expect(built.object('ClusterIssuer', 'ca-staging').metadata).toEqual({ name: 'ca-staging' });
    expect(built.object('VolumeAttributesClass', 'gold-staging').metadata).toEqual({ name: 'gold-staging' });
  });

  it('subjects that are called default: users, groups and the accounts of other namespaces', async () => {
    const subjects = [
      { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'default' },
      { kind: 'ServiceAccount', name: 'default', namespace: 'other' },
      { kind: 'ServiceAccount', name: 'default', namespace: 'till' },
    ];
    const own = appOf(({ namespace, settings: { value } }) => [
      binding([...subjects.slice(0, 2), { ...subjects[2], namespace }], { labels: { value } }),
    ]);
    expect((await builtAsSaid(own, 'staging')).object('RoleBinding', 'readers-staging').subjects).toEqual([
      subjects[0],
      subjects[1],
      { ...subjects[2], namespace: 'till-staging' },
    ]);
    expect((await builtAsSaid(own, 'base')).object('RoleBinding', 'readers').subjects).toEqual(subjects);
  });

  it('what another service makes, by the names that it has in the environment', async () => {
    const route = appOf(({ nameOf, namespaceOf }) => [
      routeTo({ name: nameOf('shop'), namespace: namespaceOf('shop') }),
    ]);
    const built = await builtAsSaid(route, 'staging');
    expect(built.object('HTTPRoute', 'route-staging').spec).toEqual({
      rules: [{ backendRefs: [{ name: 'shop-staging', namespace: 'shop-staging' }] }],
    });
  });

  it('APIServices, whose names Kustomize keeps: a local one, and one of a Service elsewhere', async () => {
    const apis = appOf(({ settings: { value } }) => [
      api('v1.local.example.com', {}, value),
      api('v1.remote.example.com', { service: { name: 'api', namespace: 'elsewhere' } }, value),
    ]);
    const built = await builtAsSaid(apis, 'staging');
    expect(built.object('APIService', 'v1.local.example.com').spec).toEqual({ version: 'v1' });
    expect(built.object('APIService', 'v1.remote.example.com').spec).toEqual({
      version: 'v1',
      service: { name: 'api', namespace: 'elsewhere' },
    });
  });

  it('a Service beside one of another group with its version and name', async () => {
    const services = appOf(({ settings: { value } }) => [
      { ...configMap({}, 'web'), kind: 'Service', spec: { ports: [{ port: value === 'base' ? 80 : 81 }] } },
      {
        apiVersion: 'serving.knative.dev/v1',
        kind: 'Service',
        metadata: { name: 'web' },
        spec: { ports: [{ port: 1 }] },
      },
    ]);
    await builtAsSaid(services, 'base');
    await builtAsSaid(services, 'staging');
  });

  it('a variable that is there twice in the same way in all environments is not lost by a change beside it', async () => {
    const twice = appOf(({ settings: { value } }) => [
      pods({
        containers: [
          {
            name: 'a',
            image: 'a:1',
            args: [value],
            env: [
              { name: 'A', value: '1' },
              { name: 'A', value: '2' },
            ],
          },
        ],
      }),
    ]);
    const pod = containersOf((await builtAsSaid(twice, 'staging')).object('Deployment', 'web-staging'));
    expect(pod.containers?.[0]?.env).toHaveLength(2);
  });

  function api(name: string, spec: object, value: string) {
    const metadata = { name, labels: { value } };
    return { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata, spec: { version: 'v1', ...spec } };
  }
});

describe('what Kustomize would change is refused, with what to write', () => {
  it.each<[string, (env: Env) => readonly object[], object]>([
    [
      'a group with the name of an account, also in base',
      ({ namespace, nameOf }) => [
        account('audit'),
        binding([
          { kind: 'ServiceAccount', name: nameOf('audit'), namespace },
          { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'audit' },
        ]),
      ],
      {
        environment: 'base, production',
        object: 'RoleBinding readers',
        field: 'subjects[1].name',
        remedy: 'Give the ServiceAccount another name than "audit".',
      },
    ],
    [
      'the namespace of base in another environment',
      ({ nameOf }) => [
        account('audit'),
        binding([{ kind: 'ServiceAccount', name: nameOf('audit'), namespace: 'till' }], {}, 'ClusterRoleBinding'),
      ],
      { environment: 'staging', field: 'subjects[0].namespace', remedy: 'Write env.namespace.' },
    ],
    [
      'the namespace of base as that of an object',
      () => [configMap({ metadata: { name: 'a', namespace: 'till' } })],
      { environment: 'staging', field: 'metadata.namespace' },
    ],
    [
      'a name that has the suffix already',
      ({ nameOf }) => [configMap({}, nameOf('settings'))],
      { environment: 'staging', field: 'metadata.name' },
    ],
    [
      "another service's Service by its name in base",
      () => [routeTo({ name: 'shop', namespace: 'shop' })],
      {
        environment: 'staging',
        object: 'HTTPRoute route',
        field: 'spec.rules[0].backendRefs[0].name',
        remedy: "Write env.nameOf('shop'), and its namespace with env.namespaceOf('shop').",
      },
    ],
    [
      "another service's Service in the namespace that it has in base",
      ({ nameOf }) => [routeTo({ name: nameOf('shop'), namespace: 'shop' })],
      {
        environment: 'staging',
        field: 'spec.rules[0].backendRefs[0].name',
        remedy: "Write its namespace with env.namespaceOf('shop').",
      },
    ],
    [
      'a provided Secret by its name in base',
      () => [pods({ containers: [{ name: 'a', image: 'a:1', envFrom: [{ secretRef: { name: 'till-secrets' } }] }] })],
      {
        environment: 'staging',
        field: 'spec.template.spec.containers[0].envFrom[0].secretRef.name',
        remedy: "Write env.nameOf('till-secrets').",
      },
    ],
    [
      'equal names in two namespaces',
      () => [configMap(), configMap({ metadata: { name: 'settings', namespace: 'other' } })],
      { object: 'ConfigMap settings', remedy: 'Give one of them another name.' },
    ],
    [
      'annotations whose keys read as numbers',
      () => [configMap({ metadata: { name: 'a', annotations: { 8080: 'x' } } })],
      { field: 'metadata.annotations.8080' },
    ],
    [
      'an annotation with which Kustomize leaves the object out',
      () => [configMap({ metadata: { name: 'a', annotations: { 'config.kubernetes.io/local-config': 'true' } } })],
      { field: 'metadata.annotations["config.kubernetes.io/local-config"]' },
    ],
    [
      'a Namespace of another name',
      () => [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } }],
      { object: 'Namespace monitoring', field: 'metadata.name' },
    ],
  ])('%s', (_, objects, expected) => {
    const found = problemsOf(() => appOf(objects).tree());
    expect(found).toContainEqual(expect.objectContaining({ service: 'till', ...expected }));
    for (const { problem, remedy } of found) expect([problem, remedy]).not.toContain(undefined);
  });
});
