import { expect, it } from 'vitest';
import { anywhere, connection, contract, declaredTraffic, outsideNamespace, outsideNetwork, stack } from './index.ts';

const ledger = contract({
  name: 'ledger',
  ports: { db: { port: 80, containerPort: 8080, services: ['ledger', 'ledger-headless'] } },
});
const shop = contract({ name: 'shop', ports: { http: 80 } });
const map = stack({
  services: [ledger, shop],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [
    connection(shop, ledger.ports.db, 'book it'),
    connection(anywhere, shop.ports.http, 'buy'),
    connection(shop, anywhere.port(443), 'pay', { environments: ['staging'] }),
    connection(shop, outsideNamespace('monitoring').port(4318), 'traces'),
  ],
});
const podsOf = (name: string, namespace: string) => ({
  namespace,
  pods: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/component': name },
});

it('the traffic of an environment is the map, with the names of that environment', () => {
  const [first, second, third] = declaredTraffic(map, 'staging');
  expect(first).toEqual({
    from: { title: 'shop', party: podsOf('shop', 'shop-staging') },
    to: { title: 'ledger', party: podsOf('ledger', 'ledger-staging') },
    ports: [{ number: 8080, protocol: 'TCP' }],
    services: [
      { name: 'ledger-staging', port: 80 },
      { name: 'ledger-headless-staging', port: 80 },
    ],
    why: 'book it',
  });
  expect(second).toMatchObject({
    from: { title: 'anywhere', party: 'anywhere' },
    to: { party: podsOf('shop', 'shop-staging') },
    ports: [{ number: 80, protocol: 'TCP' }],
  });
  expect(third).toEqual({
    from: { title: 'shop', party: podsOf('shop', 'shop-staging') },
    to: { title: 'anywhere', party: 'anywhere' },
    ports: [{ number: 443, protocol: 'TCP' }],
    why: 'pay',
  });
});

it('connections of other environments are left out, and a namespace outside keeps its name', () => {
  const base = declaredTraffic(map, 'base');
  expect(base.map(({ why }) => why)).not.toContain('pay');
  expect(declaredTraffic(map, 'staging')).toContainEqual(
    expect.objectContaining({
      to: { title: 'namespace monitoring', party: { namespace: 'monitoring' } },
      ports: [{ number: 4318, protocol: 'TCP' }],
      why: 'traces',
    }),
  );
});

it('every service may resolve names, over UDP and TCP, by the pods of the cluster’s DNS', () => {
  const resolving = declaredTraffic(map, 'base').filter(({ why }) => why === 'name resolution');
  expect(resolving.map(({ from }) => from.party)).toEqual([podsOf('ledger', 'ledger'), podsOf('shop', 'shop')]);
  for (const { to, ports } of resolving) {
    expect(to.party).toEqual({ namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } });
    expect(ports).toEqual([
      { number: 53, protocol: 'UDP' },
      { number: 53, protocol: 'TCP' },
    ]);
  }
});

it('a range of ports is traffic from its first to its last port, inside and outside, and to no Service', () => {
  const calls = contract({ name: 'calls', ports: { media: { port: 10000, endPort: 10100, protocol: 'UDP' } } });
  const ranges = stack({
    services: [calls],
    environments: { base: {} },
    connections: [
      connection(anywhere, calls.ports.media, 'voices'),
      connection(calls, anywhere.portRange(50000, 50100), 'relays'),
    ],
  });
  const [inward, outward] = declaredTraffic(ranges, 'base');
  expect(inward?.ports).toEqual([{ number: 10000, endPort: 10100, protocol: 'UDP' }]);
  expect(inward).not.toHaveProperty('services');
  expect(outward?.ports).toEqual([{ number: 50000, endPort: 50100, protocol: 'TCP' }]);
});

it('a network outside is the same addresses in every environment', () => {
  const block = { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] };
  const bank = outsideNetwork('the bank', block);
  const banking = stack({
    services: [shop],
    environments: { base: {}, staging: { suffix: '-staging' } },
    connections: [connection(shop, bank.port(443), 'transfers'), connection(bank, shop.ports.http, 'notices')],
  });
  const party = { title: 'the bank (203.0.113.0/24)', party: { blocks: [block] } };
  for (const environment of ['base', 'staging'] as const) {
    const [outward, inward] = declaredTraffic(banking, environment);
    expect(outward?.to).toEqual(party);
    expect(inward?.from).toEqual(party);
  }
});
