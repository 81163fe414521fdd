import { expect, it } from 'vitest';
import { anywhere, connection, contract, declaredTraffic, outsideNamespace, stack } from './index.ts';

const ledger = contract({
  name: 'ledger',
  ports: { db: { port: 80, containerPort: 8080, services: ['ledger', 'ledger-headless'] } },
});
const shop = contract({ name: 'shop', ports: { http: 80 } });
const map = stack({
  startOrder: [ledger, shop],
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
    from: podsOf('shop', 'shop-staging'),
    to: podsOf('ledger', 'ledger-staging'),
    port: 8080,
    protocol: 'TCP',
    services: [
      { name: 'ledger-staging', port: 80 },
      { name: 'ledger-headless-staging', port: 80 },
    ],
    why: 'book it',
  });
  expect(second).toMatchObject({ from: 'anywhere', to: podsOf('shop', 'shop-staging'), port: 80 });
  expect(third).toEqual({
    from: podsOf('shop', 'shop-staging'),
    to: 'anywhere',
    port: 443,
    protocol: 'TCP',
    why: 'pay',
  });
});

it('connections of other environments are left out, and a namespace outside keeps its name', () => {
  const base = declaredTraffic(map, 'base');
  expect(base.map(({ why }) => why)).not.toContain('pay');
  expect(declaredTraffic(map, 'staging')).toContainEqual(
    expect.objectContaining({ to: { namespace: 'monitoring' }, port: 4318, why: 'traces' }),
  );
});

it('every service may resolve names, over UDP and TCP', () => {
  const resolving = declaredTraffic(map, 'base').filter(({ why }) => why === 'name resolution');
  expect(resolving.map(({ from, protocol }) => [from, protocol])).toEqual([
    [podsOf('ledger', 'ledger'), 'UDP'],
    [podsOf('ledger', 'ledger'), 'TCP'],
    [podsOf('shop', 'shop'), 'UDP'],
    [podsOf('shop', 'shop'), 'TCP'],
  ]);
  for (const { to, port } of resolving)
    expect([to, port]).toEqual([{ namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } }, 53]);
});
