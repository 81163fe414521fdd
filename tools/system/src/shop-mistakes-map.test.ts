import {
  type Connection,
  connection,
  contract,
  internet,
  outsideHost,
  outsideNetwork,
  stack,
} from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { catalog, database, operator, orders, search, web } from '../../../examples/shop/src/contracts.ts';
import { problemsOf } from './refused.test-helper.ts';

const routes = {
  kind: 'Ingress',
  className: 'nginx',
  controller: { namespace: 'ingress-nginx' },
  domain: 'staging.shop.example.com',
} as const;
const environments = {
  base: { deployed: false },
  staging: { prefix: 'stg-', routes },
  prod: { production: true, regions: { eu: {}, us: {} } },
} as const;

/** A part of the shop with some connections. */
function shopWith(...connections: readonly Connection[]) {
  return stack({ services: [database, catalog, orders, search, web], environments, connections });
}

const here = expect.stringMatching(/shop-mistakes-map\.test\.ts:\d+:\d+$/);

describe('a misspelt name on the map of the shop', () => {
  it('of a port is refused where it is read', async () => {
    // @ts-expect-error: the port is grpc.
    const problems = await problemsOf(() => shopWith(connection(web, catalog.ports.grcp, 'show what is for sale')));
    const expected = { file: here, object: 'contract catalog', field: 'ports.grcp' };
    expect(problems).toEqual([
      { ...expected, problem: 'catalog offers no port "grcp".', remedy: 'There are "grpc", "metrics".' },
    ]);
  });

  it('of a workload is refused where it is read', async () => {
    const problems = await problemsOf(() =>
      // @ts-expect-error: the workload is worker.
      shopWith(connection(orders.workloads.wroker, database.ports.postgres, 'deliver orders')),
    );
    const expected = { file: here, object: 'contract orders', field: 'workloads.wroker' };
    expect(problems).toEqual([
      { ...expected, problem: 'orders has no workload "wroker".', remedy: 'Did you mean "worker"?' },
    ]);
  });

  it.each([
    ['stagin', 'Did you mean "staging"?'],
    ['prod-ue', 'Did you mean "prod-us"?'],
  ])('of an environment of a connection is refused: %s', async (name, remedy) => {
    const only = { environments: [name] };
    const problems = await problemsOf(() => shopWith(connection(web, catalog.ports.grpc, 'sell', only)));
    expect(problems).toEqual([
      {
        field: 'connection from web to catalog:9000 (grpc)',
        problem: `There is no environment "${name}".`,
        remedy,
      },
    ]);
  });

  it('of an environment of a service is refused', async () => {
    const samples = contract({ name: 'samples', ports: {}, environments: ['stagign'] });
    const problems = await problemsOf(() => stack({ services: [samples], environments, connections: [] }));
    expect(problems).toMatchObject([
      { service: 'samples', field: 'environments', problem: 'There is no environment "stagign".' },
    ]);
  });

  it('of a kind of workload is refused', async () => {
    // @ts-expect-error: the kind is StatefulSet.
    const problems = await problemsOf(() => contract({ name: 'database', workload: 'StatefullSet', ports: {} }));
    expect(problems).toMatchObject([
      {
        service: 'database',
        field: 'workload',
        problem: '"StatefullSet" is not a kind of workload.',
        remedy: 'Did you mean "StatefulSet"?',
      },
    ]);
  });

  it('of a kind of routes is refused', async () => {
    const staging = { routes: { ...routes, kind: 'Ingres' } };
    const problems = await problemsOf(() =>
      // @ts-expect-error: the kind is Ingress.
      stack({ services: [web], environments: { base: {}, staging }, connections: [] }),
    );
    expect(problems).toEqual([
      {
        environment: 'staging',
        field: 'routes.kind',
        problem: '"Ingres" is not a kind of routes.',
        remedy: 'Did you mean "Ingress"?',
      },
    ]);
  });
});

describe('a connection of the shop', () => {
  it('from a service that is not on the map is refused', async () => {
    const problems = await problemsOf(() => shopWith(connection(operator, catalog.ports.grpc, 'watch')));
    expect(problems).toMatchObject([
      {
        field: 'connection from operator to catalog:9000 (grpc)',
        problem: '"operator" is not on the map.',
        remedy: expect.stringContaining('"catalog"'),
      },
    ]);
  });

  it('that is scraped at an interval that is none is refused', async () => {
    const scrape = { interval: '30 s' };
    const problems = await problemsOf(() => connection(web, catalog.ports.metrics, 'metrics', { scrape }));
    expect(problems).toMatchObject([
      {
        field: 'connection(…, "metrics")',
        problem: '"30 s" is not a duration of Prometheus.',
        remedy: "Give one, such as '30s' or '1m30s'.",
      },
    ]);
  });
});

describe('a route of the shop', () => {
  const inStaging = { environments: ['staging'] };

  it('with the host and path of another is refused', async () => {
    const problems = await problemsOf(() =>
      shopWith(
        connection(internet, web.ports.http, 'customers', { host: '@', ...inStaging }),
        connection(internet, orders.ports.http, 'partners', { host: '@', ...inStaging }),
      ),
    );
    expect(problems).toMatchObject([
      { environment: 'staging', problem: expect.stringContaining('staging.shop.example.com/') },
    ]);
  });

  it('in an environment without routes is refused', async () => {
    const problems = await problemsOf(() => shopWith(connection(internet, web.ports.http, 'customers', { host: '@' })));
    expect(problems).toMatchObject(
      ['prod-eu', 'prod-us'].map((environment) => ({
        environment,
        field: 'routes',
        problem: 'It is missing: web:80 (http) is called from the internet there.',
        remedy: expect.stringContaining('or name the environments of the connection'),
      })),
    );
  });

  it.each([
    [{ host: 'my_shop' }, '"my_shop" is not a valid DNS subdomain', 'Give a name such as shop'],
    [{ host: '@', path: 'orders' }, 'The path "orders" does not begin with a slash.', 'Write "/orders".'],
  ])('with a wrong host or path is refused: %j', async (route, problem, remedy) => {
    const problems = await problemsOf(() => connection(internet, orders.ports.http, 'partners', route));
    const parts = { problem: expect.stringContaining(problem), remedy: expect.stringContaining(remedy) };
    expect(problems).toMatchObject([{ file: here, field: 'connection(…, "partners")', ...parts }]);
  });
});

describe('whom the shop calls', () => {
  it.each([
    [{ cidr: '203.0.113.0/33' }, 'blocks.cidr', 'is not a valid CIDR', 'like 10.0.0.0/8'],
    [{ cidr: '203.0.113.10/24' }, 'blocks.cidr', 'is not a valid CIDR', 'Give 203.0.113.0/24.'],
    [
      { cidr: '203.0.113.0/24', except: ['203.0.112.128/25'] },
      'blocks.except[0]',
      '203.0.112.128/25 is not a smaller block inside 203.0.113.0/24.',
      'Give a part of 203.0.113.0/24',
    ],
  ])('is refused with wrong addresses: %j', async (block, field, problem, remedy) => {
    const problems = await problemsOf(() => outsideNetwork('the bank', block));
    const parts = { problem: expect.stringContaining(problem), remedy: expect.stringContaining(remedy) };
    expect(problems).toMatchObject([{ field, ...parts }]);
  });

  it.each(['https://shop.redis.example.com', 'shop_redis.example.com'])(
    'is refused with a host that is none: %s',
    async (host) => {
      const problems = await problemsOf(() => outsideHost('Redis', host));
      const remedy = expect.stringContaining('Give a name such as cache.example.com');
      expect(problems).toMatchObject([{ field: 'host', problem: expect.stringContaining(host), remedy }]);
    },
  );
});

it('two services of one namespace that select the same pods are refused', async () => {
  const indexer = contract({ name: 'indexer', namespace: 'search', selector: { app: 'search' }, ports: {} });
  const problems = await problemsOf(() => stack({ services: [search, indexer], environments, connections: [] }));
  expect(problems).toMatchObject([
    {
      service: 'indexer',
      field: 'identity',
      problem: '"search" and "indexer" select the same pods of namespace search.',
      remedy: expect.stringContaining('of its own'),
    },
  ]);
});
