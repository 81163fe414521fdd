import { omissionReason } from '@k8s-blocks/comments';
import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import {
  configMap,
  containerPorts,
  cronJob,
  deployment,
  fromSecret,
  horizontalPodAutoscaler,
  job,
  keepOneUp,
  namespace,
  networkPolicy,
  podDisruptionBudget,
  service,
  serviceAccount,
  serviceMonitor,
  statefulSet,
  withBaseline,
} from './index.ts';
import { serviceOf } from './service-of.test-helper.ts';

const orders = contract({
  name: 'orders',
  ports: { http: 8080, metrics: { port: 9100, workload: 'worker' } },
  workloads: {
    worker: 'Deployment',
    report: 'CronJob',
    migrate: { kind: 'Job', objectName: 'migrate-orders' },
    cache: 'StatefulSet',
  },
});
const env = stack({
  services: [orders],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [],
}).serviceIn(orders, 'staging');
const { worker, report, migrate, cache } = orders.workloads;
const container = { image: 'orders:1.4.0' };
const labels = (component: string) => ({
  'app.kubernetes.io/name': 'orders',
  'app.kubernetes.io/component': component,
});

describe('the blocks of another workload of a service', () => {
  it('have its name and labels, and select its pods', () => {
    const at = env.of(worker);
    const metadata = { name: 'orders-worker', labels: labels('worker') };
    const made = deployment(at, { container });
    expect(made).toMatchObject({ metadata, spec: { selector: { matchLabels: labels('worker') } } });
    expect(made.spec?.template.metadata?.labels).toEqual(labels('worker'));
    expect(networkPolicy(at)).toMatchObject({ metadata, spec: { podSelector: { matchLabels: labels('worker') } } });
    expect(podDisruptionBudget(at, 1)).toMatchObject({
      metadata,
      spec: { selector: { matchLabels: labels('worker') } },
    });
    expect(service(at)).toMatchObject({ metadata, spec: { selector: labels('worker'), ports: [{ port: 9100 }] } });
    expect(serviceMonitor(at, orders.ports.metrics)).toMatchObject({ metadata });
    const scaled = horizontalPodAutoscaler(at, { minReplicas: 1, maxReplicas: 3, utilization: { cpu: 70 } });
    expect(scaled).toMatchObject({
      metadata,
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'orders-worker-staging' } },
    });
    expect(configMap(at, {}).metadata.name).toBe('orders-worker-config');
  });

  it('are under the name of its object, where that has one of its own', () => {
    expect(job(env.of(migrate), { container }).metadata?.name).toBe('migrate-orders');
    expect(networkPolicy(env.of(migrate)).metadata?.name).toBe('orders-migrate');
  });

  it('have its ports alone, as those of the main one have no others', () => {
    const portsOf = (...[at]: Parameters<typeof deployment>) =>
      deployment(at, { container }).spec?.template.spec?.containers[0]?.ports?.map(({ name }) => name);
    expect(portsOf(env.of(worker), { container })).toEqual(['metrics']);
    expect(portsOf(env, { container })).toEqual(['http']);
    expect(portsOf(env.of(cache), { container })).toBeUndefined();
    expect(containerPorts(orders).map(({ name }) => name)).toEqual(['http']);
  });

  it('run as the one ServiceAccount of the service, with its Secret', () => {
    const pod = deployment(env.of(worker), { container: { ...container, envFrom: [fromSecret(env.of(worker))] } });
    expect(pod.spec?.template.spec).toMatchObject({
      serviceAccountName: 'orders',
      containers: [{ name: 'orders-worker', envFrom: [{ secretRef: { name: 'orders-secrets-staging' } }] }],
    });
    expect(serviceAccount(env.of(worker))).toEqual(serviceAccount(env));
  });

  it('are spread over nodes by themselves, whatever pods of the others are there', () => {
    for (const at of [env, env.of(worker)]) {
      const affinity = deployment(at, { container }).spec?.template.spec?.affinity?.podAntiAffinity;
      const [preferred] = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
      expect(preferred?.podAffinityTerm.labelSelector).toEqual({ matchLabels: at.workload.selector });
    }
  });

  it.each([
    ['a Service of another', () => service(env, { name: 'orders-worker' }), 'no port of orders on a Service'],
    ['the port of another', () => serviceMonitor(env, orders.ports.metrics), 'is one of orders.workloads.worker.'],
    [
      'an autoscaler of what does not scale',
      () => horizontalPodAutoscaler(env.of(report), { minReplicas: 1, maxReplicas: 2, utilization: { cpu: 70 } }),
      'The workload orders-report is a CronJob, which has no replicas.',
    ],
  ])('are refused for %s', (_, make, words) => {
    expect(make).toThrow(words);
  });
});

describe('the baseline of a service of several workloads', () => {
  const files = (replicas: number) => ({
    'deployment.yaml': deployment(env, { replicas: 2, container }),
    'worker.yaml': deployment(env.of(worker), { replicas, container }),
    'report.yaml': cronJob(env.of(report), { schedule: '@daily', container }),
    'migrate.yaml': job(env.of(migrate), { container }),
    'cache.yaml': statefulSet(env.of(cache), { replicas: 3, serviceName: 'orders-cache', container }),
  });

  it('has a NetworkPolicy for each of them, and budgets of those that have several pods', () => {
    const made = withBaseline(env, { files: files(2) });
    expect(Object.keys(made)).toEqual([
      'namespace.yaml',
      'serviceaccount.yaml',
      ...Object.keys(files(2)),
      ...['pdb.yaml', 'pdb-worker.yaml', 'pdb-report.yaml', 'pdb-migrate.yaml', 'pdb-cache.yaml'],
      ...['networkpolicy.yaml', 'networkpolicy-worker.yaml', 'networkpolicy-report.yaml'],
      ...['networkpolicy-migrate.yaml', 'networkpolicy-cache.yaml'],
    ]);
    expect(made['networkpolicy-migrate.yaml']).toEqual(networkPolicy(env.of(migrate)));
    expect(made['pdb.yaml']).toEqual(keepOneUp(env, 2));
    expect(made['pdb-worker.yaml']).toEqual(keepOneUp(env.of(worker), 2));
    expect(made['pdb-cache.yaml']).toEqual(keepOneUp(env.of(cache), 3));
    expect([made['pdb-report.yaml'], made['pdb-migrate.yaml']]).toEqual([[], []]);
  });

  it('has no budget of another workload with one pod', () => {
    const budget = withBaseline(env, { files: files(1) })['pdb-worker.yaml'];
    expect(omissionReason(budget ?? {})).toBe('It has one pod here, which may be evicted.');
  });

  it('leaves the number of pods to an autoscaler, or refuses both', () => {
    const at = env.of(worker);
    const autoscaler = horizontalPodAutoscaler(at, { minReplicas: 1, maxReplicas: 3, utilization: { cpu: 70 } });
    const scaled = { ...files(1), 'worker.yaml': deployment(at, { container }), 'autoscaler.yaml': autoscaler };
    expect(withBaseline(env, { files: scaled })['pdb-worker.yaml']).toEqual(keepOneUp(at, undefined));
    expect(() => withBaseline(env, { files: { ...files(1), 'autoscaler.yaml': autoscaler } })).toThrow(
      'orders › staging › Deployment orders-worker › spec.replicas',
    );
  });

  it('has nothing of a workload that is not deployed there, and says so', () => {
    const workloads = { worker: { kind: 'Deployment', environments: ['base'] } } as const;
    const made = withBaseline(serviceOf({ workloads }), { files: {} });
    expect(omissionReason(made['networkpolicy-worker.yaml'] ?? {})).toBe('orders-worker is not deployed here.');
  });

  it('gives way to a file of the service', () => {
    const own = podDisruptionBudget(env.of(worker), '50%');
    expect(withBaseline(env, { files: { ...files(2), 'pdb-worker.yaml': own } })['pdb-worker.yaml']).toBe(own);
  });
});

it('the pods of an existing service carry the labels by which they are selected besides their own', () => {
  const search = serviceOf({ name: 'search', selector: { app: 'search' }, ports: { http: 8080 } });
  const { spec } = deployment(search, { container });
  expect(spec?.selector).toEqual({ matchLabels: { app: 'search' } });
  expect(spec?.template.metadata?.labels).toEqual({
    'app.kubernetes.io/name': 'search',
    'app.kubernetes.io/component': 'search',
    app: 'search',
  });
  expect(service(search).spec?.selector).toEqual({ app: 'search' });
  expect(networkPolicy(search).spec?.podSelector).toEqual({ matchLabels: { app: 'search' } });
});

describe('a namespace of two services', () => {
  const [search, indexer] = [
    contract({ name: 'search', namespace: 'find', ports: {} }),
    contract({ name: 'indexer', namespace: 'find', ports: {} }),
  ];
  const map = stack({ services: [search, indexer], environments: { base: {} }, connections: [] });
  const [first, second] = [map.serviceIn(search, 'base'), map.serviceIn(indexer, 'base')];

  it('is that of the service which is started first', () => {
    expect(namespace(first, { podSecurity: 'restricted' })).toMatchObject({ kind: 'Namespace' });
    expect(omissionReason(namespace(second, { podSecurity: 'restricted' }))).toBe(
      'search, which is started first, has the Namespace.',
    );
  });

  it('has its level of Pod Security from that service alone', () => {
    expect(withBaseline(first, { podSecurity: 'baseline', files: {} })['namespace.yaml']).toEqual(
      namespace(first, { podSecurity: 'baseline' }),
    );
    expect(() => withBaseline(second, { podSecurity: 'baseline', files: {} })).toThrow(
      [
        'indexer › base › podSecurity',
        '  search has the Namespace that both share, and with it its level.',
        "  Give podSecurity: 'baseline' to withBaseline in the app of search, and none here.",
      ].join('\n'),
    );
  });
});
