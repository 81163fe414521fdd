import { clusterOf, type Endpoint, evaluator } from '@k8s-blocks/reachability';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { includes } from '../party.ts';
import { connections, found, type Json, object, peer, shop, shopWith } from '../testing.ts';

describe('traffic that is not declared', () => {
  it.each([
    ['everything on every port', {}],
    ['everything on one port', { ports: [{ port: 9999 }] }],
    ['another pod in a namespace of the stack', { from: [{ podSelector: {} }], ports: [{ port: 3000 }] }],
    ['pods of every namespace', { from: [{ namespaceSelector: {}, podSelector: peer('mall', 'shop').podSelector }] }],
    ['pods with a label less', { from: [{ namespaceSelector: peer('mall', 'shop').namespaceSelector }] }],
    ['addresses', { from: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ port: 3000 }] }],
    ['a port of a range', { from: [peer('mall', 'shop')], ports: [{ port: 3000, endPort: 3001 }] }],
    ['every port of a protocol', { from: [peer('mall', 'shop')], ports: [{ protocol: 'TCP' }] }],
    ['another protocol', { from: [peer('mall', 'shop')], ports: [{ port: 3000, protocol: 'UDP' }] }],
  ])('is not let in: %s', (_what, rule) => {
    const [field] = found('undeclared-traffic', shopWith('NetworkPolicy ledger', 'spec.ingress.1', rule));
    expect(field).toContain('NetworkPolicy ledger in bank › spec.ingress[1]');
  });

  it.each([
    ['everywhere', {}],
    ['a port of the internet', { ports: [{ port: 80 }] }],
    ['a pod outside of the stack', { to: [peer('kube-system', 'other')], ports: [{ port: 53 }] }],
  ])('is not let out: %s', (_what, rule) => {
    const [field] = found('undeclared-traffic', shopWith('NetworkPolicy ledger', 'spec.egress.2', rule));
    expect(field).toContain('NetworkPolicy ledger in bank › spec.egress[2]');
  });

  it('is let through by no further policy either', () => {
    const spec = { podSelector: {}, ingress: [{}] };
    const extra = object('networking.k8s.io/v1', 'NetworkPolicy', 'bank', 'all', { spec });
    expect(found('undeclared-traffic', [...shop, extra])).toEqual(['NetworkPolicy all in bank › spec.ingress[0]']);
  });

  it('may be narrower than what is declared, or be written differently', () => {
    const { namespaceSelector } = peer('mall', 'shop');
    const podSelector = { matchExpressions: [{ key: 'app', operator: 'In', values: ['shop'] }] };
    const rule = { from: [{ namespaceSelector, podSelector }], ports: [{ port: 'http' }] };
    expect(found('undeclared-traffic', shopWith('NetworkPolicy ledger', 'spec.ingress.1', rule))).toEqual([]);
  });

  it.each([
    [[], [{ port: 8000, endPort: 9000 }]],
    [[], [{ port: 8500 }, { port: 8999, endPort: 9000 }]],
    [['spec.egress[2]'], [{ port: 8000, endPort: 9001 }]],
    [['spec.egress[2]'], [{ port: 7999 }]],
    [['spec.egress[2]'], [{ port: 8000, endPort: 9000, protocol: 'UDP' }]],
  ])('is judged by ranges that are declared: found in %j of %j', (places, ports) => {
    const ranges = connections.flatMap((each) =>
      each.why === 'rates'
        ? [
            { ...each, port: 8400, endPort: 9000 },
            { ...each, port: 8000, endPort: 8399 },
          ]
        : [each],
    );
    const objects = shopWith('NetworkPolicy shop', 'spec.egress.2', { ports });
    const findings = found('undeclared-traffic', objects, { connections: ranges });
    expect(findings.map((each) => each.split(' › ')[1])).toEqual(places);
  });

  describe('to a network that is declared', () => {
    const bank = { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] };
    const toBank = connections.map((each) => (each.why === 'rates' ? { ...each, to: { blocks: [bank] } } : each));
    const withRule = (rule: Json) =>
      shopWith('NetworkPolicy shop', 'spec.egress.2', { ports: [{ port: 443 }], ...rule });

    it.each([
      [bank],
      [{ cidr: '203.0.113.0/25' }],
      [{ cidr: '203.0.113.64/32' }],
      [{ cidr: '203.0.112.0/22', except: ['203.0.112.0/24', '203.0.113.128/25', '203.0.114.0/23'] }],
    ])('may be let out: %j', (ipBlock) => {
      expect(found('undeclared-traffic', withRule({ to: [{ ipBlock }] }), { connections: toBank })).toEqual([]);
    });

    it.each([
      [{ cidr: '203.0.113.0/24' }],
      [{ cidr: '203.0.112.0/23', except: ['203.0.113.128/25'] }],
      [{ cidr: '203.0.113.0/24', except: ['203.0.113.128/26'] }],
      [{ cidr: '203.0.113.192/26' }],
      [{ cidr: '0.0.0.0/0' }],
      [{ cidr: '2001:db8::/32' }],
    ])('is not let out to more: %j', (ipBlock) => {
      expect(found('undeclared-traffic', withRule({ to: [{ ipBlock }] }), { connections: toBank })).toEqual([
        'NetworkPolicy shop in mall › spec.egress[2].to[0]',
      ]);
    });

    it('is not let out to everybody, nor to pods, though all addresses are declared', () => {
      const to = { blocks: [{ cidr: '0.0.0.0/0' }] };
      const toAll = connections.map((each) => (each.why === 'rates' ? { ...each, to } : each));
      expect(found('undeclared-traffic', withRule({}), { connections: toAll })).toEqual([
        'NetworkPolicy shop in mall › spec.egress[2]',
      ]);
      expect(
        found('undeclared-traffic', withRule({ to: [{ namespaceSelector: {} }] }), { connections: toAll }),
      ).toEqual(['NetworkPolicy shop in mall › spec.egress[2].to[0]']);
    });
  });

  it('is not asked for where nothing is declared', () => {
    const { connections: _none, ...options } = { connections };
    expect(found('undeclared-traffic', shop, options)).toEqual([]);
  });

  it('reaches nothing undeclared where the rule finds nothing and every pod is isolated', () => {
    const never = fc.property(rules, endpoints, fc.constantFrom(80, 443, 3000, 8080, 9999), (rule, other, port) => {
      const objects = shopWith('NetworkPolicy ledger', 'spec.ingress.1', rule);
      if (found('undeclared-traffic', objects).length > 0) return;
      const cluster = clusterOf(objects);
      const ledger = cluster.pods.find(({ name }) => name === 'ledger');
      if (ledger === undefined) throw new Error('There is no ledger.');
      const { ingress } = evaluator(cluster).verdict(other, ledger, port, 'TCP');
      const isDeclared = connections.some(
        (each) => includes(each.from, other) && includes(each.to, ledger) && each.port === port,
      );
      expect(ingress.allowed && !isDeclared).toBe(false);
    });
    fc.assert(never, { numRuns: runs({ usual: 100, long: 500 }) });
  });
});

const words = fc.constantFrom('shop', 'ledger', 'other');
const selectors: fc.Arbitrary<Json> = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: fc.record({ app: words }) }),
  fc.record({
    matchExpressions: fc.array(
      fc.record({
        key: fc.constant('app'),
        operator: fc.constantFrom('In', 'NotIn'),
        values: fc.array(words, { minLength: 1 }),
      }),
    ),
  }),
);
const rules = fc.record({
  from: fc.array(
    fc.record({
      namespaceSelector: fc.constantFrom({}, ...['mall', 'bank'].map((name) => peer(name, '').namespaceSelector)),
      podSelector: selectors,
    }),
    { maxLength: 2 },
  ),
  ports: fc.array(fc.record({ port: fc.constantFrom(80, 3000, 'http'), protocol: fc.constant('TCP') }), {
    maxLength: 2,
  }),
});
const endpoints: fc.Arbitrary<Endpoint> = fc.oneof(
  fc.constant({ ip: '192.0.2.1' }),
  fc.record({
    namespace: fc.constantFrom('mall', 'bank', 'elsewhere'),
    labels: fc.record({ app: words, other: fc.constant('x') }, { requiredKeys: [] }),
  }),
);
