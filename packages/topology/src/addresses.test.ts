import { describe, expect, it } from 'vitest';
import { anywhere, connection, contract, type HostForm, outsideNamespace, outsideNetwork, stack } from './index.ts';

const shop = contract({ name: 'shop', ports: { http: { port: 80, scheme: 'http' } } });
const payments = contract({
  name: 'payments',
  namespace: 'money',
  ports: {
    http: { port: 80, containerPort: 8080, scheme: 'http' },
    events: { port: 7100, scheme: 'ws', services: ['payments-events', 'payments'] },
    db: 3000,
    audit: { port: 9000, scheme: 'http' },
  },
});

const map = stack({
  services: [payments, shop],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [
    connection(shop, payments.ports.http, 'pay'),
    connection(shop, payments.ports.events, 'listen'),
    connection(shop, payments.ports.db, 'count'),
    connection(shop, payments.ports.audit, 'test', { environments: ['staging'] }),
    connection(shop, anywhere.port(443), 'mail'),
    connection(shop, anywhere.port(80), 'news'),
    connection(shop, anywhere.port(6006), 'chain'),
    connection(shop, anywhere.port(5000, 'UDP'), 'metrics'),
    connection(shop, anywhere.port(51233), 'test chain', { environments: ['staging'] }),
    connection(shop, outsideNamespace('monitoring').port(9090), 'metrics'),
  ],
});
const inClusters = stack({
  services: [payments, shop],
  environments: { base: {}, eu: { clusterDomain: 'eu.example.com' } },
  connections: [
    connection(shop, payments.ports.http, 'pay'),
    connection(shop, payments.ports.events, 'listen'),
    connection(shop, outsideNamespace('monitoring').port(9090), 'metrics'),
  ],
});
const base = map.serviceIn(shop, 'base');
const staging = map.serviceIn(shop, 'staging');

describe('an address', () => {
  it('names the Service, its namespace and the port of the Service, not of the container', () => {
    expect(base.host(payments.ports.http)).toBe('payments.money.svc.cluster.local');
    expect(base.address(payments.ports.http)).toBe('payments.money.svc.cluster.local:80');
    expect(base.url(payments.ports.http)).toBe('http://payments.money.svc.cluster.local:80');
  });

  it('may have a shorter host name, which pods complete by their search list', () => {
    expect(staging.host(payments.ports.http, { host: 'service.namespace' })).toBe('payments-staging.money-staging');
    expect(base.address(payments.ports.db, { host: 'service.namespace.svc' })).toBe('payments.money.svc:3000');
    expect(base.url(payments.ports.http, { path: '/pay', host: 'service.namespace' })).toBe(
      'http://payments.money:80/pay',
    );
  });

  it('is the name of the Service alone in its own namespace, and refused elsewhere', () => {
    const till = contract({ name: 'till', namespace: 'money', ports: {} });
    const connections = [connection(till, payments.ports.db, 'count')];
    const environments = { base: {}, staging: { suffix: '-staging' } };
    const env = stack({ services: [payments, till], environments, connections }).serviceIn(till, 'staging');
    expect(env.address(payments.ports.db, { host: 'service' })).toBe('payments-staging:3000');
    expect(() => base.address(payments.ports.db, { host: 'service' })).toThrow(
      /^shop › base › host\n.*"payments" alone is looked up in shop, and the Service is in money\.\n.*"service\.namespace"/,
    );
    expect(() => base.host(payments.ports.db, { host: 'short' as HostForm })).toThrow(
      '"short" is not a form of a host name.',
    );
  });

  it('stays in its own environment', () => {
    expect(staging.host(payments.ports.http)).toBe('payments-staging.money-staging.svc.cluster.local');
    expect(staging.address(payments.ports.db)).toBe('payments-staging.money-staging.svc.cluster.local:3000');
    expect(staging.url(payments.ports.http)).toBe('http://payments-staging.money-staging.svc.cluster.local:80');
  });

  it('ends in the cluster domain of its environment', () => {
    const env = inClusters.serviceIn(shop, 'eu');
    expect(env.host(payments.ports.http)).toBe('payments.money.svc.eu.example.com');
    expect(env.url(payments.ports.http)).toBe('http://payments.money.svc.eu.example.com:80');
    expect(env.podAddresses(payments.ports.events, 'payments-events', 1)).toEqual([
      'payments-0.payments-events.money.svc.eu.example.com:7100',
    ]);
    expect(inClusters.serviceIn(shop, 'base').host(payments.ports.http)).toBe('payments.money.svc.cluster.local');
  });

  it('names the first of the Services that offer the port', () => {
    expect(staging.url(payments.ports.events)).toBe(
      'ws://payments-events-staging.money-staging.svc.cluster.local:7100',
    );
  });

  it('takes a path', () => {
    expect(base.url(payments.ports.http, '/v1/pay')).toBe('http://payments.money.svc.cluster.local:80/v1/pay');
  });

  it('is refused without a declared connection, with service, environment and what to declare', () => {
    const inPayments = map.serviceIn(payments, 'staging');
    for (const address of [inPayments.host, inPayments.address, inPayments.url]) {
      expect(() => address(shop.ports.http)).toThrow(
        /^payments › staging\n {2}payments has no declared connection to shop:80 \(http\)\.\n {2}Declare it on the map: connection\(payments, /,
      );
    }
  });

  it('is refused where the connection exists in other environments alone', () => {
    expect(staging.url(payments.ports.audit)).toContain(':9000');
    expect(() => base.url(payments.ports.audit)).toThrow(/^shop › base\n/);
  });

  it('has no URL where the contract gives the port no scheme', () => {
    expect(() => base.url(payments.ports.db)).toThrow(/^shop › base\n {2}payments:3000 \(db\) has no scheme/);
  });
});

it('a port that no Service offers has no address, and its connection is traffic to the pods', () => {
  const metrics = contract({ name: 'metrics', ports: { http: { port: 9090, scheme: 'http', services: [] } } });
  const own = stack({
    services: [metrics, shop],
    environments: { base: {} },
    connections: [connection(shop, metrics.ports.http, 'count')],
  });
  expect(() => own.serviceIn(shop, 'base').url(metrics.ports.http)).toThrow(
    /^shop › base\n {2}metrics:9090 \(http\) is offered on no Service, so it has no address\.\n/,
  );
  const [traffic] = own.serviceIn(metrics, 'base').incoming();
  expect(traffic).toMatchObject({ ports: [{ number: 9090, protocol: 'TCP' }] });
  expect(traffic).not.toHaveProperty('services');
});

describe('the addresses of a StatefulSet’s pods', () => {
  const ledger = contract({
    name: 'ledger',
    namespace: 'accounting',
    workload: 'StatefulSet',
    ports: { db: { port: 80, containerPort: 3000, services: ['ledger', 'ledger-headless'] } },
  });
  const own = stack({
    services: [ledger, shop],
    environments: { base: {}, staging: { suffix: '-staging' } },
    connections: [connection(ledger, ledger.ports.db, 'consensus')],
  });

  it('are one a pod, behind the headless Service, on the container’s port, in their own environment', () => {
    expect(own.serviceIn(ledger, 'base').podAddresses(ledger.ports.db, 'ledger-headless', 2)).toEqual([
      'ledger-0.ledger-headless.accounting.svc.cluster.local:3000',
      'ledger-1.ledger-headless.accounting.svc.cluster.local:3000',
    ]);
    expect(own.serviceIn(ledger, 'staging').podAddresses(ledger.ports.db, 'ledger-headless', 1)).toEqual([
      'ledger-staging-0.ledger-headless-staging.accounting-staging.svc.cluster.local:3000',
    ]);
  });

  it('have the name of the workload that offers the port, as the cluster has it', () => {
    const orders = contract({
      name: 'orders',
      ports: { redis: { port: 6379, workload: 'cache', services: ['orders-cache'] } },
      workloads: { cache: { kind: 'StatefulSet', objectName: 'redis' } },
    });
    const connections = [connection(orders, orders.ports.redis, 'look up')];
    const map = stack({ services: [orders], environments: { base: {} }, connections });
    expect(map.serviceIn(orders, 'base').podAddresses(orders.ports.redis, 'orders-cache', 1)).toEqual([
      'redis-0.orders-cache.orders.svc.cluster.local:6379',
    ]);
  });

  it('are refused without a declared connection, and behind a Service that does not offer the port', () => {
    const addresses = (service: typeof ledger | typeof shop, name: string) => () =>
      own.serviceIn(service, 'staging').podAddresses(ledger.ports.db, name, 1);
    expect(addresses(shop, 'ledger')).toThrow(/^shop › staging\n.*no declared connection/);
    expect(addresses(ledger, 'ledger-admin')).toThrow(
      /^ledger › staging\n.*"ledger-admin"\.\n.*"ledger", "ledger-headless"/,
    );
  });
});

describe('a URL outside the stack', () => {
  it.each([
    'https://mail.example.com',
    'https://mail.example.com:443/v1',
    'wss://mail.example.com/socket',
    'http://news.example.com/feed',
    'ws://news.example.com',
    'wss://chain.example.com:6006',
    'chain://chain.example.com:6006',
  ])('is as it was given where its port is declared: %s', (url) => {
    expect(base.outsideUrl(url)).toBe(url);
  });

  it.each([
    [443, ['https://x', 'wss://x'], ['http://x', 'ws://x']],
    [80, ['http://x', 'ws://x'], ['https://x', 'wss://x']],
  ])('needs the port that its scheme means: %d', (number, taken, refused) => {
    const one = stack({
      services: [shop],
      environments: { base: {} },
      connections: [connection(shop, anywhere.port(number), 'mail')],
    });
    for (const url of taken) expect(one.serviceIn(shop, 'base').outsideUrl(url)).toBe(url);
    for (const url of refused)
      expect(() => one.serviceIn(shop, 'base').outsideUrl(url)).toThrow('no declared connection');
  });

  it('needs its port in a range that is declared', () => {
    const one = stack({
      services: [shop],
      environments: { base: {} },
      connections: [connection(shop, anywhere.portRange(5000, 5002), 'mail')],
    }).serviceIn(shop, 'base');
    for (const port of [5000, 5002]) expect(one.outsideUrl(`http://x:${port}`)).toBe(`http://x:${port}`);
    for (const port of [4999, 5003]) expect(() => one.outsideUrl(`http://x:${port}`)).toThrow('no declared connection');
  });

  it('is refused where its port is not declared, with service, environment and port', () => {
    expect(() => base.outsideUrl('https://example.com:8443/x')).toThrow(
      /^shop › base\n.*port 8443 outside the stack, which https:\/\/example\.com:8443\/x needs\.\n.*Declare it/,
    );
  });

  it('is refused where its port is declared for other environments alone', () => {
    expect(staging.outsideUrl('wss://chain.example.com:51233')).toBe('wss://chain.example.com:51233');
    expect(() => base.outsideUrl('wss://chain.example.com:51233')).toThrow(/^shop › base\n/);
  });

  it('is refused where its port is declared for UDP or inside the stack alone', () => {
    expect(() => base.outsideUrl('http://example.com:5000')).toThrow('port 5000 outside the stack');
    expect(() => base.outsideUrl('http://example.com:7100')).toThrow('port 7100 outside the stack');
  });

  it.each(['', 'example.com', '/path', 'chain://example.com'])(
    'is refused where its port is not known: "%s"',
    (url) => {
      expect(() => base.outsideUrl(url)).toThrow(`shop › base\n  "${url}" is not a valid URL with a known port.`);
    },
  );
});

describe('a service in an environment', () => {
  it('knows its namespace and the names that its objects will have', () => {
    const env = map.serviceIn(payments, 'staging');
    expect(env.namespace).toBe('money-staging');
    expect(env.nameOf('payments-config')).toBe('payments-config-staging');
    expect(map.serviceIn(payments, 'base').nameOf('payments-config')).toBe('payments-config');
  });
});

it('a connection to a namespace outside opens its port for hosts of that namespace alone', () => {
  const url = 'http://prometheus.monitoring.svc.cluster.local:9090';
  expect(base.outsideUrl(url)).toBe(url);
  expect(() => base.outsideUrl('http://metrics.example.com:9090')).toThrow(/no declared connection to port 9090/);
});

it('a host of a namespace outside ends in the cluster domain of the environment, or in svc', () => {
  const urlIn = (domain: string) => `http://prometheus.monitoring.svc${domain}:9090`;
  const env = inClusters.serviceIn(shop, 'eu');
  for (const url of [urlIn('.eu.example.com'), urlIn('')]) expect(env.outsideUrl(url)).toBe(url);
  for (const domain of ['.cluster.local', '.example.com', 'x']) {
    expect(() => env.outsideUrl(urlIn(domain))).toThrow('no declared connection to port 9090');
  }
});

it('a connection to a network outside opens its port for the addresses in it, and for names', () => {
  const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] });
  const six = outsideNetwork('the archive', { cidr: '2001:db8::/32' });
  const env = stack({
    services: [shop],
    environments: { base: {} },
    connections: [connection(shop, bank.port(443), 'transfers'), connection(shop, six.port(443), 'records')],
  }).serviceIn(shop, 'base');
  for (const host of ['203.0.113.1', 'bank.example', '[2001:db8::1]']) {
    expect(env.outsideUrl(`https://${host}`)).toBe(`https://${host}`);
  }
  for (const host of ['203.0.113.200', '192.0.2.1', '[2001:db9::1]']) {
    expect(() => env.outsideUrl(`https://${host}`)).toThrow('no declared connection to port 443');
  }
});
