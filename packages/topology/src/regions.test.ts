import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { connection, contract, declaredTraffic, mayShareCluster, outsideNetwork, stack } from './index.ts';

const ledger = contract({ name: 'ledger', ports: { db: 3000 } });
const shop = contract({ name: 'shop', ports: {}, environments: ['prod'] });
const tax = contract({ name: 'tax', ports: { http: 80 }, environments: ['prod-eu'] });
const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24' });

const map = stack({
  services: [ledger, tax, shop],
  environments: {
    base: { values: { region: 'none' } },
    staging: { suffix: '-staging', values: { region: 'eu-1' } },
    prod: {
      production: true,
      annotations: { tier: 'live' },
      regions: {
        eu: { values: { region: 'eu-1' } },
        us: { values: { region: 'us-2' }, clusterDomain: 'us.example.com', annotations: { law: 'us' } },
      },
    },
  },
  connections: [
    connection(shop, ledger.ports.db, 'book', { environments: ['prod'] }),
    connection(shop, tax.ports.http, 'ask for rates', { environments: ['prod'] }),
    connection(ledger, bank.port(443), 'settle', { environments: ['prod-us', 'staging'] }),
  ],
});

const callers = (environment: 'staging' | 'prod-eu' | 'prod-us') =>
  declaredTraffic(map, environment)
    .filter(({ why }) => why !== 'name resolution')
    .map(({ from, to }) => `${from.title} → ${to.title}`);

describe('the regions of an environment', () => {
  it('are environments, which say what it says and their own', () => {
    expect(Object.keys(map.environments)).toEqual(['base', 'staging', 'prod-eu', 'prod-us']);
    expect(map.environments['prod-eu']).toMatchObject({
      name: 'prod-eu',
      regionOf: 'prod',
      production: true,
      annotations: { tier: 'live' },
      clusterDomain: 'cluster.local',
      values: { region: 'eu-1' },
    });
    expect(map.environments['prod-us']).toMatchObject({
      production: true,
      annotations: { tier: 'live', law: 'us' },
      clusterDomain: 'us.example.com',
      values: { region: 'us-2' },
    });
    expect(map.rows).toEqual(['base', 'staging', 'prod']);
  });

  it('have equal names, in clusters of their own', () => {
    const { 'prod-eu': eu, 'prod-us': us, staging } = map.environments;
    expect(mayShareCluster(map, eu, us)).toBe(false);
    expect(mayShareCluster(map, eu, staging)).toBe(true);
    expect(map.serviceIn(shop, 'prod-us').address(ledger.ports.db)).toBe('ledger.ledger.svc.us.example.com:3000');
  });

  it('are meant by the name of the environment, or by their own, in contracts and connections', () => {
    const services = (environment: 'staging' | 'prod-eu' | 'prod-us') =>
      map.servicesIn(environment).map(({ name }) => name);
    expect([services('staging'), services('prod-eu'), services('prod-us')]).toEqual([
      ['ledger'],
      ['ledger', 'tax', 'shop'],
      ['ledger', 'shop'],
    ]);
    expect(callers('staging')).toEqual(['ledger → the bank (203.0.113.0/24)']);
    expect(callers('prod-eu')).toEqual(['shop → ledger', 'shop → tax']);
    expect(callers('prod-us')).toEqual(['shop → ledger', 'ledger → the bank (203.0.113.0/24)']);
  });

  it('do not compile, and are refused, where one is misspelt, or lacks a value or has an unknown one', () => {
    // @ts-expect-error: there is no such region.
    expect(() => map.serviceIn(shop, 'prod-asia')).toThrow('The stack has no environment "prod-asia".');
    // @ts-expect-error: prod is not an environment, but two.
    expect(() => map.serviceIn(shop, 'prod')).toThrow('The stack has no environment "prod".');
    const base = { values: { region: 'x' } };
    const without = () =>
      // @ts-expect-error: the region lacks the value region.
      stack({ services: [], environments: { base, prod: { regions: { eu: {} } } }, connections: [] });
    expect(problemsOf(without)).toMatchObject([
      { environment: 'prod-eu', field: 'values.region', problem: 'It is missing.' },
    ]);
    const eu = { values: { regin: 'x' } };
    const misspelt = () =>
      // @ts-expect-error: base has no value regin.
      stack({ services: [], environments: { base, prod: { regions: { eu } } }, connections: [] });
    expect(problemsOf(misspelt)).toMatchObject([{ environment: 'prod-eu', remedy: 'Did you mean "region"?' }]);
  });

  it.each<[string, object, object]>([
    [
      'there are none',
      { base: {}, prod: { regions: {} } },
      { environment: 'prod', field: 'regions', problem: 'It has no regions.' },
    ],
    [
      'they are a list',
      { base: {}, prod: { regions: ['eu'] } },
      { environment: 'prod', field: 'regions', remedy: 'Give some: regions: { eu: {}, us: {} }.' },
    ],
    [
      'one is not defined',
      { base: {}, prod: { regions: { eu: undefined } } },
      { environment: 'prod', field: 'regions.eu', problem: 'It is not defined.' },
    ],
    ['base has some', { base: { regions: { eu: {} } } }, { environment: 'base', field: 'regions' }],
    [
      'another environment has the name of one',
      { base: {}, 'prod-eu': {}, prod: { regions: { eu: {} } } },
      { environment: 'prod-eu', problem: 'There are two environments "prod-eu": one is a region of "prod".' },
    ],
    [
      'the name of one is not valid',
      { base: {}, prod: { regions: { EU: {} } } },
      { environment: 'prod-EU', field: 'name' },
    ],
  ])('are refused where %s', (_, environments, expected) => {
    // What JavaScript, or a cast, may give.
    const definition = { services: [], environments, connections: [] } as never;
    expect(problemsOf(() => stack(definition))).toMatchObject([expected]);
  });

  it('are suggested where a contract or a connection misspells them', () => {
    const wrong = contract({ name: 'wrong', ports: { http: 80 }, environments: ['prod-uss'] });
    const connections = [connection(bank, wrong.ports.http, 'ask', { environments: ['prood'] })];
    const environments = { base: {}, prod: { regions: { eu: {}, us: {} } } };
    expect(problemsOf(() => stack({ services: [wrong], environments, connections }))).toMatchObject([
      { service: 'wrong', problem: 'There is no environment "prod-uss".', remedy: 'Did you mean "prod-us"?' },
      { problem: 'There is no environment "prood".', remedy: 'Did you mean "prod"?' },
    ]);
  });

  it('are refused in a connection of which an end is in none of them', () => {
    const only = contract({ name: 'only', ports: { http: 80 }, environments: ['prod-eu'] });
    const environments = { base: {}, prod: { regions: { eu: {}, us: {} } } };
    const of = (names: string[]) => () =>
      stack({
        services: [only],
        environments,
        connections: [connection(bank, only.ports.http, 'ask', { environments: names })],
      });
    expect(problemsOf(of(['prod']))).toEqual([]);
    expect(problemsOf(of(['prod-us']))).toMatchObject([{ problem: '"only" is not deployed in prod-us.' }]);
  });
});

function problemsOf(define: () => unknown): Refusal['problems'] {
  try {
    define();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  return [];
}
