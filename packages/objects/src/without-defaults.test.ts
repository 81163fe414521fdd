import { describe, expect, it } from 'vitest';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  podDisruptionBudget,
  service,
  serviceAccount,
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
      /^search › staging › Deployment search › spec\.template\.metadata\.labels\.app\n.*asks for app: search.*\n.*Add it/,
    );
  });
});

describe('a Service', () => {
  it('has any field of the API, and those of its ports by their names in the contract', () => {
    const { spec } = service(search, { type: 'NodePort', ports: { http: { nodePort: 30080 } } });
    expect(spec).toMatchObject({ type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort: 30080 }, {}] });
  });

  it('is refused with fields of a port that is not on it, and says which are', () => {
    expect(() => service(search, { ports: { web: { nodePort: 30080 } } })).toThrow(
      /^Service search › ports\.web\n.*search offers no port "web" on it\.\n.*"http", "dns"\.$/,
    );
  });
});
