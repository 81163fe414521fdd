import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterOf, evaluator, offeredPorts } from './index.ts';
import { manifestsOf, randomCluster } from './random-clusters.test-helper.ts';

const metadata = { name: 'web', namespace: 'shop' };
const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', ports: [{ name: 'http', containerPort: 8080 }] }] },
};

function policy(spec: unknown) {
  const [first] = clusterOf([{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec }]).policies;
  return first;
}

describe('the cluster of manifests', () => {
  it.each([
    ['apps/v1', 'Deployment', { template }],
    ['apps/v1', 'DaemonSet', { template }],
    ['apps/v1', 'ReplicaSet', { template }],
    ['apps/v1', 'StatefulSet', { template }],
    ['batch/v1', 'Job', { template }],
    ['batch/v1', 'CronJob', { jobTemplate: { spec: { template } } }],
  ])('has one pod for all replicas of an %s %s', (apiVersion, kind, spec) => {
    const { pods } = clusterOf([{ apiVersion, kind, metadata, spec }]);
    expect(pods).toHaveLength(1);
    expect(pods[0]).toMatchObject({
      namespace: 'shop',
      name: 'web',
      workload: `${kind} web`,
      labels: { app: 'web' },
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    });
  });

  it('has a Pod as it is, with the addresses that its status tells', () => {
    const status = { podIP: '10.0.0.1', podIPs: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] };
    const { pods } = clusterOf([{ apiVersion: 'v1', kind: 'Pod', ...template, metadata, status }]);
    expect(pods).toMatchObject([{ name: 'web', ips: ['10.0.0.1', 'fd00::1'] }]);
    expect(pods[0]).not.toHaveProperty('workload');
  });

  it('knows the labels that controllers add and policies may select', () => {
    const labelsOf = (apiVersion: string, kind: string) =>
      clusterOf([{ apiVersion, kind, metadata, spec: { template } }]).pods[0]?.labels;
    expect(labelsOf('batch/v1', 'Job')).toMatchObject({ app: 'web', 'batch.kubernetes.io/job-name': 'web' });
    expect(labelsOf('apps/v1', 'StatefulSet')).toMatchObject({ 'statefulset.kubernetes.io/pod-name': 'web-0' });
  });

  it('counts the ports of sidecars, and not those of init containers that end', () => {
    const initContainers = [
      { restartPolicy: 'Always', ports: [{ containerPort: 15020 }] },
      { ports: [{ containerPort: 9999 }] },
    ];
    const { pods } = clusterOf([
      { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ...template.spec, initContainers } },
    ]);
    expect(pods[0]?.ports.map(({ port }) => port)).toEqual([8080, 15020]);
  });

  it('puts an object without a namespace into default, and has every namespace that is named', () => {
    const { namespaces, pods } = clusterOf([
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template } },
      { apiVersion: 'v1', kind: 'Service', metadata },
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'a' } } },
    ]);
    expect(pods[0]?.namespace).toBe('default');
    expect(namespaces).toEqual([
      { name: 'default', labels: {} },
      { name: 'shop', labels: { team: 'a' } },
    ]);
  });

  it('reads the items of a List', () => {
    const items = [{ apiVersion: 'v1', kind: 'Pod', metadata }];
    expect(clusterOf([{ apiVersion: 'v1', kind: 'List', items }]).pods).toHaveLength(1);
  });

  it('passes over kinds of other groups that have the same name', () => {
    const foreign = [
      { apiVersion: 'crd.projectcalico.org/v1', kind: 'NetworkPolicy', metadata },
      { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata },
    ];
    expect(clusterOf(foreign)).toEqual({ namespaces: [], pods: [], services: [], policies: [] });
  });

  it('defaults the target port of a Service to its port, and the protocol to TCP', () => {
    const ports = [{ port: 80 }, { port: 81, targetPort: 'http', protocol: 'UDP' }, { port: 82, targetPort: 8082 }];
    const { services } = clusterOf([{ apiVersion: 'v1', kind: 'Service', metadata, spec: { ports } }]);
    expect(services[0]?.ports).toEqual([
      { port: 80, targetPort: 80, protocol: 'TCP' },
      { port: 81, targetPort: 'http', protocol: 'UDP' },
      { port: 82, targetPort: 8082, protocol: 'TCP' },
    ]);
  });
});

describe('the policy types of a NetworkPolicy', () => {
  it.each([
    ['nothing', {}, ['Ingress']],
    ['an empty list of egress rules', { egress: [] }, ['Ingress']],
    ['an egress rule', { egress: [{}] }, ['Ingress', 'Egress']],
    ['an empty list of types', { policyTypes: [], egress: [{}] }, ['Ingress', 'Egress']],
    ['the type Egress', { policyTypes: ['Egress'], ingress: [{}] }, ['Egress']],
    ['the type Ingress', { policyTypes: ['Ingress'], egress: [{}] }, ['Ingress']],
  ])('with %s are as the API server has them', (_, spec, policyTypes) => {
    expect(policy(spec)).toMatchObject({ policyTypes });
  });
});

describe('malformed manifests', () => {
  it.each([
    ['a list of peers that is not a list', { from: {} }],
    ['a peer that is not an object', { from: ['x'] }],
    ['a peer without a field', { from: [{}] }],
    ['an empty entry', { from: [null] }],
    ['a selector that is not an object', { from: [{ podSelector: 'app=web' }] }],
    ['a label that is not a string', { from: [{ podSelector: { matchLabels: { version: 1 } } }] }],
    ['expressions that are not a list', { from: [{ podSelector: { matchExpressions: {} } }] }],
    ['an unknown operator', { from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'Gt' }] } }] }],
    ['In without values', { from: [{ podSelector: { matchExpressions: [{ key: 'app', operator: 'In' }] } }] }],
    ['NotIn without values', { from: [{ podSelector: { matchExpressions: [{ key: 'b', operator: 'NotIn' }] } }] }],
    ['a block together with a selector', { from: [{ podSelector: {}, ipBlock: { cidr: '0.0.0.0/0' } }] }],
    ['ports that are not a list', { ports: { port: 8080 } }],
    ['an unknown protocol', { ports: [{ protocol: 'tcp' }] }],
    ['a port that is a fraction', { ports: [{ port: 8080.5, endPort: 9000 }] }],
    ['a range of a named port', { ports: [{ port: 'http', endPort: 9000 }] }],
    ['a range without a port', { ports: [{ endPort: 9000 }] }],
    ['a range that ends before it starts', { ports: [{ port: 8080, endPort: 80 }] }],
    ['a number written as text', { ports: [{ port: '8080' }] }],
    ['a rule that is not an object', 'everything'],
  ])('never allow more: %s', (_, rule) => {
    const manifests = [
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } },
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec: { ingress: [rule] } },
    ];
    const cluster = clusterOf(manifests);
    const [pod] = cluster.pods;
    if (pod === undefined) throw new Error('The Deployment makes no pod.');
    expect(evaluator(cluster).verdict(pod, pod, 8080, 'TCP').allowed).toBe(false);
  });

  it('read an empty entry of a list of rules as the rule that allows everything, as the API server does', () => {
    expect(policy({ ingress: [null] })).toMatchObject({ ingress: [{ peers: [], ports: [] }] });
  });

  it('are never thrown at, nor is what is read of them', () => {
    const damaged = fc.record({
      cluster: randomCluster,
      seed: fc.nat(),
      junk: fc.array(fc.anything(), { minLength: 1 }),
    });
    const survives = fc.property(damaged, ({ cluster, seed, junk }) => {
      let count = seed;
      const damage = (value: unknown): unknown => {
        count = (count * 31 + 7) % 1009;
        if (count % 9 === 0) return junk[count % junk.length];
        if (Array.isArray(value)) return value.map(damage);
        if (typeof value !== 'object' || value === null) return value;
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, damage(entry)]));
      };
      const read = clusterOf([...manifestsOf(cluster).map(damage), ...junk]);
      const { verdict, matrix } = evaluator(read);
      const targets = offeredPorts(read);
      const { allows } = matrix(read.pods, targets);
      for (const [source, from] of read.pods.entries()) {
        for (const [target, { to, port, protocol }] of targets.entries()) {
          expect(allows(source, target)).toBe(verdict(from, to, port, protocol).allowed);
        }
      }
    });
    fc.assert(survives, { numRuns: runs({ usual: 150, long: 1000 }) });
  });
});
