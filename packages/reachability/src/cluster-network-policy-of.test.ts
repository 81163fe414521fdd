import { describe, expect, it } from 'vitest';
import { clusterOf, type Endpoint, evaluator } from './index.ts';

const web = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { containers: [{ name: 'main', ports: [{ name: 'http', containerPort: 8080 }] }] },
};
const stranger = { namespace: 'bank', labels: {} };
const INTERNET = { ip: '203.0.113.7' };

function policy(tier: string, priority: number, spec: object) {
  const subject = { namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } };
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name: `${tier}-${priority}` },
    spec: { tier, priority, subject, ...spec },
  };
}

const networkPolicy = (spec: object) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { podSelector: {}, ...spec },
});

/** Why an endpoint reaches the pod `web` on a port, or does not. */
function ingressFrom(from: Endpoint, port: number, ...policies: readonly object[]) {
  const cluster = clusterOf([web, ...policies]);
  const [to] = cluster.pods;
  if (to === undefined) throw new Error('There is no pod.');
  const { allowed, reason } = evaluator(cluster).verdict(from, to, port, 'TCP').ingress;
  return `${allowed} by ${reason}`;
}

const all = [{ namespaces: {} }];
const rule = (action: string, fields: object = {}) => ({ ingress: [{ action, from: all, ...fields }] });

describe('a ClusterNetworkPolicy', () => {
  it.each([
    ['denies before a NetworkPolicy', rule('Deny'), { ingress: [{}] }, 'false by rule'],
    ['accepts before a NetworkPolicy', rule('Accept'), {}, 'true by rule'],
    ['passes to a NetworkPolicy', rule('Pass'), {}, 'false by isolated'],
  ])('of the tier Admin %s', (_, spec, allowed, expected) => {
    expect(ingressFrom(stranger, 8080, policy('Admin', 1, spec), networkPolicy(allowed))).toBe(expected);
  });

  it('of the tier Baseline is asked only for pods that no NetworkPolicy isolates', () => {
    const deny = policy('Baseline', 1, rule('Deny'));
    expect(ingressFrom(stranger, 8080, deny, networkPolicy({ ingress: [{}] }))).toBe('true by rule');
    expect(ingressFrom(stranger, 8080, deny)).toBe('false by rule');
    expect(ingressFrom(stranger, 8080, policy('Baseline', 1, rule('Pass')), deny)).toBe('true by not-isolated');
  });

  it('is asked by its priority, and its rules in their order', () => {
    const [accept, deny] = [rule('Accept').ingress, rule('Deny').ingress];
    expect(ingressFrom(stranger, 8080, policy('Admin', 2, rule('Deny')), policy('Admin', 1, rule('Accept')))).toBe(
      'true by rule',
    );
    expect(ingressFrom(stranger, 8080, policy('Admin', 1, { ingress: [...deny, ...accept] }))).toBe('false by rule');
  });

  it('does not isolate: what no rule matches is allowed', () => {
    const deny = policy('Admin', 1, rule('Deny'));
    expect(ingressFrom(INTERNET, 8080, deny)).toBe('true by not-isolated');
    expect(ingressFrom(stranger, 8080, policy('Admin', 1, { egress: [] }))).toBe('true by not-isolated');
  });

  it.each([
    ['a number', [{ tcp: { destinationPort: { number: 8080 } } }], 'false by rule'],
    ['a range', [{ tcp: { destinationPort: { range: { start: 8000, end: 8100 } } } }], 'false by rule'],
    ['a name', [{ destinationNamedPort: 'http' }], 'false by rule'],
    ['every port of a protocol', [{ tcp: {} }], 'false by rule'],
    ['another protocol', [{ udp: {} }], 'true by not-isolated'],
  ])('names %s', (_, protocols, expected) => {
    expect(ingressFrom(stranger, 8080, policy('Admin', 1, rule('Deny', { protocols })))).toBe(expected);
  });

  it('is for no pod in the network of its node, and no pod of another namespace', () => {
    const host = { ...web, spec: { ...web.spec, hostNetwork: true } };
    const deny = policy('Admin', 1, rule('Deny'));
    const cluster = clusterOf([host, { ...web, metadata: { ...web.metadata, namespace: 'other' } }, deny]);
    const { verdict } = evaluator(cluster);
    expect(cluster.pods.map((to) => verdict(stranger, to, 8080, 'TCP').allowed)).toEqual([true, true]);
  });

  it('with every address includes the pods, whose addresses are not known here', () => {
    const cluster = clusterOf([
      web,
      policy('Admin', 1, { egress: [{ action: 'Deny', to: [{ networks: ['0.0.0.0/0'] }] }] }),
    ]);
    const [from] = cluster.pods;
    if (from === undefined) throw new Error('There is no pod.');
    expect([stranger, INTERNET].map((to) => evaluator(cluster).verdict(from, to, 80, 'TCP').allowed)).toEqual([
      false,
      false,
    ]);
  });

  it.each([
    ['Accept', 'true by not-isolated'],
    ['Deny', 'false by rule'],
    ['Pass', 'false by rule'],
  ])('with a peer that is not known fails closed: %s', (action, expected) => {
    const from = [{ somethingNew: {} }];
    expect(ingressFrom(stranger, 80, policy('Admin', 1, { ingress: [{ action, from }] }))).toBe(expected);
  });

  it.each([
    ['protocols that are not a list', { protocols: { tcp: {} } }],
    ['a protocol that is not known', { protocols: [{ quic: {} }] }],
    ['a port without a number', { protocols: [{ tcp: { destinationPort: {} } }] }],
    ['a range without an end', { protocols: [{ tcp: { destinationPort: { range: { start: 1 } } } }] }],
    ['a selector that is not one', { from: [{ namespaces: 'all' }] }],
    ['peers that are not a list', { from: { namespaces: {} } }],
  ])('with %s, which no API server takes, never accepts more', (_, fields) => {
    const accept = policy('Admin', 1, rule('Accept', fields));
    expect(ingressFrom(stranger, 8080, accept, networkPolicy({}))).toBe('false by isolated');
  });

  it('says that it does not judge nodes by their labels', () => {
    const to = [{ nodes: { matchLabels: { zone: 'a' } } }, { nodes: {} }];
    const { policies } = clusterOf([policy('Admin', 1, { egress: [{ action: 'Deny', to }] })]);
    expect(policies.flatMap(({ unjudged }) => unjudged.map(({ field }) => field))).toEqual([
      'spec.egress[0].to[0].nodes',
    ]);
  });
});
