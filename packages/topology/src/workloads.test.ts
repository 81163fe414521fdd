import { describe, expect, it } from 'vitest';
import { connection, contract, declaredTraffic, outsideNamespace, stack } from './index.ts';

const ledger = contract({ name: 'ledger', workload: 'StatefulSet', ports: { postgres: 5432 } });
const orders = contract({
  name: 'orders',
  ports: { http: { port: 80, containerPort: 8080 }, metrics: { port: 9100, workload: 'worker', services: [] } },
  workloads: { worker: 'Deployment', report: 'CronJob', migrate: { kind: 'Job', objectName: 'migrate-orders' } },
});
const monitoring = outsideNamespace('monitoring');
const map = stack({
  services: [ledger, orders],
  environments: { base: {}, staging: { suffix: '-staging' } },
  connections: [
    connection(orders, ledger.ports.postgres, 'take orders'),
    connection(orders.workloads.migrate, ledger.ports.postgres, 'change the schema'),
    connection(orders.workloads.worker, monitoring.port(4317), 'traces'),
    connection(monitoring, orders.ports.metrics, 'scrape'),
  ],
});
const env = map.serviceIn(orders, 'staging');
const NAME = 'app.kubernetes.io/name';
const COMPONENT = 'app.kubernetes.io/component';
const podsOf = (component: string, namespace = 'orders-staging') => ({
  namespace,
  pods: { [NAME]: 'orders', [COMPONENT]: component },
});

describe('the workloads of a contract', () => {
  it('have names and labels of their own, beside those of the main one', () => {
    expect(orders.main).toMatchObject({ name: 'orders', kind: 'Deployment', selector: orders.selector });
    expect(orders.workloads.worker).toEqual({
      contract: 'orders',
      key: 'worker',
      hostNetwork: false,
      name: 'orders-worker',
      objectName: 'orders-worker',
      namespace: 'orders',
      kind: 'Deployment',
      labels: { [NAME]: 'orders', [COMPONENT]: 'worker' },
      selector: { [NAME]: 'orders', [COMPONENT]: 'worker' },
    });
    expect(orders.workloads.migrate).toMatchObject({
      name: 'orders-migrate',
      kind: 'Job',
      objectName: 'migrate-orders',
    });
  });

  it('offer their ports on a Service of their own name', () => {
    const { ports } = contract({
      name: 'orders',
      ports: { http: 8080, metrics: { port: 9100, workload: 'worker' } },
      workloads: { worker: 'Deployment' },
    });
    expect(ports.http.services).toEqual(['orders']);
    expect(ports.metrics.services).toEqual(['orders-worker']);
  });

  it.each([
    [
      'is not there',
      // @ts-expect-error: a workload that is not declared does not compile.
      () => orders.workloads.wroker,
      'orders has no workload "wroker".\n  Did you mean "worker"?',
    ],
    [
      'is not there, and has a port',
      () =>
        contract({
          name: 'orders',
          // @ts-expect-error: a workload that is not declared does not compile.
          ports: { metrics: { port: 9100, workload: 'wroker' } },
          workloads: { worker: 'Deployment' },
        }),
      'orders has no workload "wroker".\n  Did you mean "worker"?',
    ],
    [
      'is of no kind',
      // @ts-expect-error: a kind that is not there does not compile.
      () => contract({ name: 'orders', ports: {}, workloads: { report: 'Cronjob' } }),
      '"Cronjob" is not a kind of workload.\n  Did you mean "CronJob"?',
    ],
    [
      'is undefined',
      // @ts-expect-error: a workload has a kind.
      () => contract({ name: 'orders', ports: {}, workloads: { report: undefined } }),
      '"undefined" is not a kind of workload.',
    ],
    [
      'has no valid name',
      () => contract({ name: 'orders', ports: {}, workloads: { Worker: 'Deployment' } }),
      'orders › its contract › workloads.Worker',
    ],
    [
      'has pods that the main one selects',
      () => contract({ name: 'orders', selectedBy: 'name', ports: {}, workloads: { worker: 'Deployment' } }),
      [
        'orders › its contract › selectedBy',
        '  The selector of orders matches the pods of orders-worker as well.',
        '  Select by name and component; or, where the selector cannot change any more, give the other one an identity of ' +
          "another name: worker: { kind: 'Deployment', identity: { name: 'orders-worker', component: 'worker' } }.",
      ].join('\n'),
    ],
    [
      'shares a Service',
      () =>
        contract({
          name: 'orders',
          ports: { http: 8080, metrics: { port: 9100, workload: 'worker', services: ['orders'] } },
          workloads: { worker: 'Deployment' },
        }),
      'Service orders would lead to the pods of two workloads, by "http" and "metrics".',
    ],
  ])('are refused where one %s', (_, make, words) => {
    expect(make).toThrow(words);
  });

  it('may stand beside a main one that is selected by its name, with a name of their own', () => {
    const worker = { kind: 'Deployment', identity: { name: 'orders-worker', component: 'worker' } } as const;
    const { workloads } = contract({ name: 'orders', selectedBy: 'name', ports: {}, workloads: { worker } });
    expect(workloads.worker.selector).toEqual({ [NAME]: 'orders-worker', [COMPONENT]: 'worker' });
  });

  it('do not share a name with another service, in documents or in one namespace', () => {
    const other = contract({ name: 'orders-worker', ports: {} });
    const same = contract({
      name: 'bills',
      namespace: 'orders',
      ports: {},
      workload: { kind: 'Job', objectName: 'orders' },
    });
    const made = () => stack({ services: [orders, other, same, ledger], environments: { base: {} }, connections: [] });
    expect(made).toThrow('"orders" and "orders-worker" both have a workload orders-worker.');
    expect(made).toThrow('"orders" and "bills" both have an object orders that makes pods in namespace orders.');
  });
});

describe('the traffic of a workload', () => {
  it('is that of its own connections, and name resolution', () => {
    const { worker, report, migrate } = orders.workloads;
    const calls = (workload: typeof worker) =>
      env
        .of(workload)
        .outgoing()
        .map(({ from, why }) => [from.party, why]);
    expect(calls(worker)).toEqual([
      [podsOf('worker'), 'name resolution'],
      [podsOf('worker'), 'traces'],
    ]);
    expect(calls(report)).toEqual([[podsOf('report'), 'name resolution']]);
    expect(calls(migrate)).toEqual([
      [podsOf('migrate'), 'name resolution'],
      [podsOf('migrate'), 'change the schema'],
    ]);
    expect(env.outgoing().map(({ why }) => why)).toEqual(['name resolution', 'take orders']);
    expect(env.incoming()).toEqual([]);
    expect(env.of(worker).incoming()).toMatchObject([{ to: { title: 'orders-worker', party: podsOf('worker') } }]);
  });

  it('is that of the main one for the contract itself, and for its main workload', () => {
    expect(env.of(orders.main).outgoing()).toEqual(env.outgoing());
  });

  it('comes to the callee from the workload', () => {
    const incoming = map.serviceIn(ledger, 'base').incoming();
    expect(incoming.map(({ from }) => from)).toEqual([
      { title: 'orders', party: podsOf('orders', 'orders') },
      { title: 'orders-migrate', party: podsOf('migrate', 'orders') },
    ]);
  });

  it('is declared for a whole environment, with the name resolution of each', () => {
    const why = declaredTraffic(map, 'base').map(({ from, why }) => `${from.title}: ${why}`);
    expect(why).toEqual([
      'orders: take orders',
      'orders-migrate: change the schema',
      'orders-worker: traces',
      'namespace monitoring: scrape',
      ...['ledger', 'orders', 'orders-worker', 'orders-report', 'orders-migrate'].map(
        (name) => `${name}: name resolution`,
      ),
    ]);
  });
});

describe('a workload in a map', () => {
  const { worker } = orders.workloads;
  const make = (services: readonly unknown[], connections: ReturnType<typeof connection>[]) => () =>
    stack({ services: services as (typeof orders)[], environments: { base: {}, staging: {} }, connections });

  it.each([
    ['as a service', make([worker], []), 'The workload orders-worker is not a contract.'],
    [
      'as what is called',
      // @ts-expect-error: a connection leads to a port.
      () => connection(orders, worker, 'why'),
      'It leads to the workload orders-worker, not to a port.',
    ],
    [
      'of a contract that is not in it',
      make([ledger], [connection(worker, ledger.ports.postgres, 'why')]),
      '"orders-worker" is not on the map.',
    ],
    [
      'twice with one port',
      make([ledger, orders], Array(2).fill(connection(worker, ledger.ports.postgres, 'why'))),
      'connection from orders-worker to ledger:5432 (postgres)\n  It is declared twice.',
    ],
  ])('is refused %s', (_, task, words) => {
    expect(task).toThrow(words);
  });

  it('is where its service is deployed', () => {
    const shop = contract({ name: 'shop', ports: {}, workloads: { worker: 'Job' }, environments: ['staging'] });
    const connections = [connection(shop.workloads.worker, ledger.ports.postgres, 'why')];
    const made = stack({ services: [ledger, shop], environments: { base: {}, staging: {} }, connections });
    const callersIn = (environment: 'base' | 'staging') =>
      made
        .serviceIn(ledger, environment)
        .incoming()
        .map(({ from }) => from.title);
    expect(callersIn('staging')).toEqual(['shop-worker']);
    expect(callersIn('base')).toEqual([]);
    expect(
      make(
        [ledger, shop],
        [connection(shop.workloads.worker, ledger.ports.postgres, 'why', { environments: ['base'] })],
      ),
    ).toThrow('"shop" is not deployed in base.');
  });
});

describe('an address', () => {
  it('is that of the workload that has the connection', () => {
    expect(env.of(orders.workloads.migrate).address(ledger.ports.postgres)).toBe(
      'ledger-staging.ledger-staging.svc.cluster.local:5432',
    );
  });

  it('is refused for another workload, and names the one that has it', () => {
    expect(() => env.of(orders.workloads.report).address(ledger.ports.postgres)).toThrow(
      [
        'orders › staging',
        '  orders-report has no declared connection to ledger:5432 (postgres).',
        "  Declare it on the map: connection(orders.workloads.report, …, 'why'); or ask env itself, since orders has one.",
      ].join('\n'),
    );
    expect(() => env.outsideUrl('http://traces.monitoring.svc:4317')).toThrow(
      'or ask env.of(orders.workloads.worker), since orders-worker has one.',
    );
  });

  it('is refused for a workload of another service', () => {
    expect(() => env.of(ledger.main)).toThrow('The workload ledger is not a workload of orders.');
  });
});

it('the services of one namespace are those that are deployed there, in start order', () => {
  const options = { namespace: 'shop', ports: {} };
  const [a, b] = [contract({ name: 'a', ...options, environments: ['staging'] }), contract({ name: 'b', ...options })];
  const shop = stack({ services: [a, b], environments: { base: {}, staging: {} }, connections: [] });
  const names = (service: Parameters<typeof shop.serviceIn>[0], environment: 'base' | 'staging') =>
    shop
      .serviceIn(service, environment)
      .servicesInNamespace()
      .map(({ name }) => name);
  expect(names(b, 'staging')).toEqual(['a', 'b']);
  expect(names(b, 'base')).toEqual(['b']);
  // Its overlay is made of a base that is deployed nowhere.
  expect(names(a, 'base')).toEqual(['a', 'b']);
});
