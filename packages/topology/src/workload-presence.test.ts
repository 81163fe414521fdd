import { describe, expect, it } from 'vitest';
import { connection, contract, declaredTraffic, stack, workloadsIn } from './index.ts';

const ledger = contract({ name: 'ledger', ports: { postgres: 5432 } });
const orders = contract({
  name: 'orders',
  ports: { metrics: { port: 9100, workload: 'purge' } },
  workloads: { worker: 'Deployment', purge: { kind: 'CronJob', environments: ['production'] } },
});
const { purge } = orders.workloads;
const environments = { base: {}, staging: {}, production: {} };
const map = stack({
  services: [ledger, orders],
  environments,
  connections: [
    connection(purge, ledger.ports.postgres, 'remove what is old'),
    connection(ledger, orders.ports.metrics, 'scrape', { needed: 'later' }),
  ],
});

describe('a workload that is in some environments', () => {
  it('is deployed there alone', () => {
    expect(workloadsIn(orders, map.environments.production).map(({ name }) => name)).toEqual([
      'orders',
      'orders-worker',
      'orders-purge',
    ]);
    expect(workloadsIn(orders, map.environments.base).map(({ name }) => name)).toEqual(['orders', 'orders-worker']);
    expect(map.serviceIn(orders, 'production').has(purge)).toBe(true);
    expect(map.serviceIn(orders, 'base').has(purge)).toBe(false);
  });

  it('has connections there alone, to it and from it', () => {
    const connected = (environment: 'staging' | 'production') =>
      declaredTraffic(map, environment).flatMap(({ from, why }) => (from.title === 'orders-purge' ? [why] : []));
    expect(connected('production')).toEqual(['remove what is old', 'name resolution']);
    expect(connected('staging')).toEqual([]);
    expect(map.serviceIn(ledger, 'staging').incoming()).toEqual([]);
    expect(() => map.serviceIn(ledger, 'staging').address(orders.ports.metrics)).toThrow('no declared connection');
  });

  it('has no environment where it is not, and says what to ask', () => {
    expect(() => map.serviceIn(orders, 'staging').of(purge)).toThrow(
      [
        'orders › staging',
        '  orders-purge is deployed in "production" alone.',
        '  Ask env.has(orders.workloads.purge) before its manifests are made.',
      ].join('\n'),
    );
  });

  it.each([
    ['an environment that is not there', {}, ['prodction'], 'Did you mean "production"?'],
    [
      'one in which its service is not',
      { environments: ['staging'] },
      ['production'],
      'orders is not deployed in production.',
    ],
    ['none', {}, [], 'It is deployed in no environment.'],
  ])('is refused where it names %s', (_, options, names, words) => {
    const made = contract({
      name: 'orders',
      ports: {},
      workloads: { purge: { kind: 'CronJob', environments: names } },
      ...options,
    });
    expect(() => stack({ services: [made], environments, connections: [] })).toThrow(words);
  });

  it('has no connection that is declared where it is not', () => {
    const connections = [connection(purge, ledger.ports.postgres, 'why', { environments: ['staging'] })];
    expect(() => stack({ services: [ledger, orders], environments, connections })).toThrow(
      '"orders-purge" is not deployed in staging.\n  Remove staging from the connection, or add it to the contract of orders.',
    );
  });
});
