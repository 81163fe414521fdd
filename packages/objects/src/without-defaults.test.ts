import type { OfferedPort, ServiceEnvironment } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  podDisruptionBudget,
  podMonitor,
  service,
  serviceAccount,
  serviceMonitor,
  statefulSet,
} from './index.ts';
import { data } from './payments.test-helper.ts';
import { serviceOf } from './service-of.test-helper.ts';

const labels = { app: 'search' };
const container = { name: 'server', image: 'search:1' };
const search = serviceOf({
  name: 'search',
  labels,
  ports: { http: { port: 80, containerPort: 8080 }, dns: { port: 53, protocol: 'UDP' } },
});
const portsOfContainer = [
  { name: 'http', containerPort: 8080 },
  { name: 'dns', containerPort: 53, protocol: 'UDP' },
];
const template = {
  metadata: { labels },
  spec: { containers: [{ ...container, ports: portsOfContainer }] },
};

function portOf({ contract }: ServiceEnvironment): OfferedPort {
  const [first] = Object.values<OfferedPort>(contract.ports);
  if (first === undefined) throw new Error('The contract has no ports.');
  return first;
}

describe('without defaults, an object is its contract and what is given:', () => {
  it('a Deployment', () => {
    expect(data(deployment(search, { defaults: false, container, minReadySeconds: 5 }))).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'search', labels },
      spec: { minReadySeconds: 5, selector: { matchLabels: labels }, template },
    });
  });

  it('a StatefulSet and a DaemonSet', () => {
    expect(data(statefulSet(search, { defaults: false, serviceName: 'search', container })).spec).toEqual({
      serviceName: 'search-staging',
      selector: { matchLabels: labels },
      template,
    });
    expect(data(daemonSet(search, { defaults: false, container })).spec).toEqual({
      selector: { matchLabels: labels },
      template,
    });
  });

  it('a Job and a CronJob, also as to how containers are started again', () => {
    expect(data(job(search, { defaults: false, container, suspend: true })).spec).toEqual({ suspend: true, template });
    const { jobTemplate } = data(cronJob(search, { defaults: false, schedule: '@daily', container })).spec ?? {};
    expect(jobTemplate).toEqual({ spec: { template } });
    const again = job(search, { defaults: false, restartPolicy: 'OnFailure', container });
    expect(again.spec?.template.spec?.restartPolicy).toBe('OnFailure');
  });

  it('a Service, whose ports say what an API server would not fill in alike', () => {
    expect(service(search, { defaults: false })).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'search', labels },
      spec: {
        selector: labels,
        ports: [
          { name: 'http', port: 80, targetPort: 8080 },
          { name: 'dns', port: 53, protocol: 'UDP' },
        ],
      },
    });
  });

  it('a ServiceAccount, which then says nothing of its token', () => {
    expect(data(serviceAccount(search, { defaults: false, labels: {} }))).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'search' },
    });
  });

  it('a PodDisruptionBudget', () => {
    expect(data(podDisruptionBudget(search, 1, { defaults: false })).spec).toEqual({
      minAvailable: 1,
      selector: { matchLabels: labels },
    });
  });

  it('but pods in the network of their nodes are there, since the contract says so', () => {
    const agent = serviceOf({ workload: 'DaemonSet', hostNetwork: true });
    const { template: pods } = data(daemonSet(agent, { defaults: false, container })).spec ?? {};
    expect(pods?.spec).toEqual({ hostNetwork: true, containers: [container] });
  });
});

describe('an object of its own metadata', () => {
  it('has its labels instead of those of the workload, and its annotations; the pods keep theirs', () => {
    const options = { labels: { team: 'find' }, annotations: { 'example.com/owner': 'find' } };
    const own = deployment(search, { ...options, container });
    expect(own.metadata).toEqual({ name: 'search', ...options });
    expect(own.spec?.template.metadata?.labels).toEqual(labels);
    expect(service(search, options).metadata).toEqual({ name: 'search', ...options });
  });

  it('may have pods with other labels, if these are selected', () => {
    const pod = { labels: { ...labels, version: '2' } };
    expect(deployment(search, { container, pod }).spec?.template.metadata?.labels).toEqual(pod.labels);
    expect(() => deployment(search, { container, pod: { labels: { version: '2' } } })).toThrow(
      /^search › staging › Deployment search › spec\.template\.metadata\.labels\.app\n.*are selected by app: search.*\n.*Add it/,
    );
  });
});

describe('what selects by labels', () => {
  const labelled = { app: 'web', 'app.kubernetes.io/name': 'shop' };
  const odd = serviceOf({ labels: labelled, selector: { app: 'web' }, ports: { http: 80 } });

  it('is by those of the selector, which all pods have', () => {
    const pod = { labels: { app: 'web' } };
    const { affinity } = deployment(odd, { container, pod }).spec?.template.spec ?? {};
    expect(JSON.stringify(affinity)).toContain('"matchLabels":{"app":"web"}');
    expect(podMonitor(odd, portOf(odd)).spec.selector).toEqual({ matchLabels: { app: 'web' } });
  });

  it('is never by no labels, which selects everything', () => {
    const bare = serviceOf({ labels: {}, selector: { app: 'web' }, ports: { http: 80 } });
    expect(() => serviceMonitor(bare, portOf(bare))).toThrow('Without labels it selects every Service');
    const { selector } = serviceMonitor(bare, portOf(bare), { serviceLabels: { app: 'web' } }).spec;
    expect(selector).toEqual({ matchLabels: { app: 'web' } });
  });
});

it('a DaemonSet is refused with both maxUnavailable and updateStrategy', () => {
  const options = { container, maxUnavailable: 2, updateStrategy: { type: 'OnDelete' } } as const;
  expect(() => daemonSet(search, options)).toThrow('It is given beside maxUnavailable');
});

it('a PodDisruptionBudget may have another name than its workload', () => {
  expect(podDisruptionBudget(search, 1, { name: 'search-pdb' }).metadata?.name).toBe('search-pdb');
});

describe('a Service', () => {
  it('has any field of the API, and those of its ports by their names in the contract', () => {
    const { spec } = service(search, { type: 'NodePort', ports: { http: { nodePort: 30080 } } });
    expect(spec).toMatchObject({ type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort: 30080 }, {}] });
  });

  it('is refused where its ports would be others than those of the contract', () => {
    const other = { port: 9999, protocol: 'UDP', targetPort: 1 } as const;
    expect(() => service(search, { ports: { http: other } })).toThrow(
      /ports\.http\.port\n[\s\S]*ports\.http\.protocol\n[\s\S]*ports\.http\.targetPort\n/,
    );
    expect(() => service(search, { headless: true, clusterIP: '10.0.0.1' })).toThrow('beside headless');
  });

  it('is refused with fields of a port that is not on it, and says which are', () => {
    expect(() => service(search, { ports: { web: { nodePort: 30080 } } })).toThrow(
      /^Service search › ports\.web\n.*search offers no port "web" on it\.\n.*"http", "dns"\.$/,
    );
  });
});
