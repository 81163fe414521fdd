import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import {
  anywhere,
  type Connection,
  connection,
  contract,
  declaredTraffic,
  type EnvironmentRoutes,
  internet,
  outsideNetwork,
  type RouteOptions,
  routesIn,
  stack,
} from './index.ts';

const shop = contract({
  name: 'shop',
  ports: { web: 80, admin: 8081, gossip: { port: 7000, services: [] }, dns: { port: 53, protocol: 'UDP' } },
});
const bank = contract({ name: 'bank', ports: { web: { port: 80, containerPort: 8080 } } });

const controller = { namespace: 'ingress-nginx', pods: { app: 'controller' } };
const below = (domain: string): EnvironmentRoutes => ({ kind: 'Ingress', className: 'nginx', controller, domain });

const ENVIRONMENTS = {
  base: { deployed: false },
  staging: { suffix: '-staging', routes: below('staging.example.com') },
  production: { routes: below('example.com') },
};

function mapOf(connections: readonly Connection[], environments = ENVIRONMENTS) {
  return stack({ services: [shop, bank], environments, connections });
}

const customers = connection(internet, shop.ports.web, 'customers', { host: 'shop' });

/** The hosts and paths of the shop’s routes in an environment. */
function routesOf(options: RouteOptions, environment: 'base' | 'staging' | 'production' = 'staging') {
  const map = mapOf([connection(internet, shop.ports.web, 'customers', options)]);
  return map
    .serviceIn(shop, environment)
    .routes()
    .map(({ host, path, pathType }) => `${pathType} ${host}${path}`);
}

describe('a route', () => {
  it.each<[string, RouteOptions, string]>([
    ['below the domain of the environment', { host: 'shop' }, 'Prefix shop.staging.example.com/'],
    ['at the domain itself', { host: '@', path: '/cart' }, 'Prefix staging.example.com/cart'],
    ['at any name below it', { host: '*' }, 'Prefix *.staging.example.com/'],
    ['at any name below another', { host: '*.shop' }, 'Prefix *.shop.staging.example.com/'],
    ['by a function of the environment', { host: ({ name }) => `${name}.shop.org` }, 'Prefix staging.shop.org/'],
    ['of one path', { host: 'shop', path: '/health', pathType: 'Exact' }, 'Exact shop.staging.example.com/health'],
  ])('has its host and path: %s', (_, options, route) => {
    expect(routesOf(options)).toEqual([route]);
  });

  it('has the domain of each environment, and is not in base, which does not say how routes are made', () => {
    expect(routesOf({ host: 'shop' }, 'production')).toEqual(['Prefix shop.example.com/']);
    expect(routesOf({ host: 'shop' }, 'base')).toEqual([]);
  });

  it('is one of the service that it leads to, in the environments that it names', () => {
    const map = mapOf([
      connection(internet, shop.ports.web, 'customers', { host: 'shop', environments: ['production'] }),
    ]);
    expect(map.serviceIn(bank, 'production').routes()).toEqual([]);
    expect(routesIn(map, 'production')).toEqual(map.serviceIn(shop, 'production').routes());
    expect([routesIn(map, 'base'), routesIn(map, 'staging')]).toEqual([[], []]);
    expect(map.serviceIn(shop, 'staging').routes()).toEqual([]);
    expect(map.serviceIn(shop, 'production').routes()).toEqual([
      { host: 'shop.example.com', path: '/', pathType: 'Prefix', port: shop.ports.web, why: 'customers' },
    ]);
  });
});

describe('the traffic of a route', () => {
  it('comes from the pods of the controller, in each environment, and from nobody in base', () => {
    const map = mapOf([connection(internet, bank.ports.web, 'customers', { host: 'bank' })]);
    expect(map.serviceIn(bank, 'staging').incoming()).toEqual([
      {
        from: { title: 'the internet, through namespace ingress-nginx', party: controller },
        to: { title: 'bank', party: { namespace: 'bank-staging', pods: bank.selector } },
        ports: [{ number: 8080, protocol: 'TCP' }],
        services: [{ name: 'bank-staging', port: 80 }],
        why: 'customers',
      },
    ]);
    expect(map.serviceIn(bank, 'base').incoming()).toEqual([]);
    expect(declaredTraffic(map, 'base')).toEqual([]);
  });

  it('is one for all routes to a port, with all their reasons, and one for each port', () => {
    const map = mapOf([
      customers,
      connection(bank, shop.ports.web, 'audit'),
      connection(internet, shop.ports.web, 'partners', { host: 'partners' }),
      connection(internet, shop.ports.admin, 'staff', { host: 'admin' }),
    ]);
    const whys = ['customers; partners', 'audit', 'staff'];
    expect(
      map
        .serviceIn(shop, 'staging')
        .incoming()
        .map(({ why }) => why),
    ).toEqual(whys);
    expect(declaredTraffic(map, 'staging').map(({ why }) => why)).toEqual([
      ...whys,
      'name resolution',
      'name resolution',
    ]);
  });

  it('comes from a network where a load balancer outside of the cluster calls the pods', () => {
    const balancer = outsideNetwork('the load balancer', { cidr: '130.211.0.0/22' });
    const routes: EnvironmentRoutes = {
      kind: 'HTTPRoute',
      gateway: { name: 'web', namespace: 'gateways' },
      controller: balancer,
      domain: 'example.com',
    };
    const map = stack({ services: [shop], environments: { base: { routes } }, connections: [customers] });
    expect(map.serviceIn(shop, 'base').incoming()[0]?.from).toEqual({
      title: 'the internet, through the load balancer (130.211.0.0/22)',
      party: { blocks: [{ cidr: '130.211.0.0/22' }] },
    });
  });
});

describe('a route is refused where it is declared', () => {
  /** A value that TypeScript would not let through: it is stripped, not checked, when an app is emitted. */
  const instead = (value: unknown) => value as never;
  const routed = (options: object) => () => connection(internet, shop.ports.web, 'customers', instead(options));

  it.each<[string, () => unknown, string, string]>([
    // @ts-expect-error: every route has a host.
    ['without a host', () => connection(internet, shop.ports.web, 'x', {}), 'It has no host.', "{ host: 'shop' }"],
    ['with a host in capitals', routed({ host: 'Shop' }), '"Shop" is not a valid DNS subdomain', 'such as shop'],
    ['with a scheme', routed({ host: 'https://shop' }), '"https://shop" is not a valid DNS subdomain', 'such as shop'],
    ['with a wildcard inside', routed({ host: 'a.*.b' }), 'not its whole first label', '*.shop'],
    ['with a wildcard in a label', routed({ host: 'shop*' }), 'not its whole first label', '*.shop'],
    ['at an address', routed({ host: '10.0.0.1' }), '"10.0.0.1" is an address', 'such as shop'],
    [
      'with a path without slash',
      routed({ host: 'shop', path: 'cart' }),
      '"cart" does not begin with',
      'Write "/cart"',
    ],
    ['with a query', routed({ host: 'shop', path: '/?a' }), '"/?a" has characters that', 'the plain path'],
    ['with two slashes', routed({ host: 'shop', path: '/a//b' }), '"/a//b" has "//"', 'as a server reads it'],
    [
      'with another pathType',
      routed({ host: 'shop', pathType: 'Regex' }),
      '"Regex" is not a pathType.',
      'Prefix or Exact',
    ],
    [
      'of another caller',
      // @ts-expect-error: only routes have a host.
      () => connection(anywhere, shop.ports.web, 'customers', { host: 'shop' }),
      'It has a host, and its caller is anywhere.',
      'connection(internet, …)',
    ],
    [
      'of a service',
      // @ts-expect-error: only routes have a path.
      () => connection(bank, shop.ports.web, 'x', { path: '/a' }),
      'It has a path, and its caller is bank.',
      'connection(internet, …)',
    ],
    [
      'to a port on no Service',
      () => connection(internet, shop.ports.gossip, 'x', { host: 'a' }),
      'shop:7000 (gossip), which is offered on no Service.',
      'Name a Service in the contract of shop.',
    ],
    ['over UDP', () => connection(internet, shop.ports.dns, 'x', { host: 'a' }), 'over UDP', 'Give a port of TCP.'],
    [
      'to a misspelt port',
      // @ts-expect-error: there is no port of that name.
      () => connection(internet, shop.ports.wep, 'x', { host: 'a' }),
      'shop offers no port "wep".',
      'Did you mean "web"?',
    ],
    ['to the internet', () => internet.port(443), 'No connection leads to the internet', 'anywhere.port(443)'],
  ])('%s', (_, declare, problem, remedy) => {
    expect(problemsOf(declare)).toMatchObject([
      { problem: expect.stringContaining(problem), remedy: expect.stringContaining(remedy) },
    ]);
  });
});

describe('a stack is refused', () => {
  it('for an environment that does not say how its routes are made, with what to say', () => {
    const environments = { ...ENVIRONMENTS, production: {} } as never;
    expect(problemsOf(() => mapOf([customers], environments))).toMatchObject([
      {
        environment: 'production',
        field: 'routes',
        problem: 'It is missing: shop:80 (web) is called from the internet there.',
        remedy: expect.stringContaining("kind: 'Ingress'"),
      },
    ]);
  });

  it('for a base that is deployed and does not say how its routes are made either', () => {
    expect(problemsOf(() => mapOf([customers], { ...ENVIRONMENTS, base: {} } as never))).toMatchObject([
      { environment: 'base', field: 'routes', remedy: expect.stringContaining('base: { deployed: false }') },
    ]);
  });

  it('for a host that is not valid in an environment, or has its domain twice', () => {
    const to = (host: RouteOptions['host']) => problemsOf(() => mapOf([routeTo(host)]));
    const field = 'connection from the internet to shop:80 (web)';
    expect(to(({ routes }) => `Shop.${routes?.domain}`)).toMatchObject([
      { environment: 'staging', field, problem: expect.stringContaining('"Shop.staging.example.com" is not a valid') },
      { environment: 'production', field },
    ]);
    const nothing = () => undefined as never;
    expect(to(nothing)[0]).toMatchObject({ environment: 'staging', problem: 'Its host is undefined, and not text.' });
    expect(to('shop.staging.example.com')).toMatchObject([
      {
        environment: 'staging',
        problem: '"shop.staging.example.com.staging.example.com" has the domain of the environment twice.',
        remedy: 'Give the host below the domain: { host: "shop" }.',
      },
      { environment: 'production', remedy: 'Give the host below the domain: { host: "shop.staging" }.' },
    ]);
    expect(to('example.com').at(-1)).toMatchObject({ remedy: 'Give the host below the domain: { host: "@" }.' });
  });

  it('for two routes of one host and path, of one service and of several', () => {
    const cart = { host: 'shop', path: '/cart' };
    const other = connection(internet, bank.ports.web, 'accounts', { host: 'shop', path: '/cart/' });
    expect(problemsOf(() => mapOf([connection(internet, shop.ports.web, 'carts', cart), other]))).toMatchObject([
      {
        environment: 'staging',
        field: 'connection from the internet to bank:80 (web)',
        problem: 'shop.staging.example.com/cart/ leads to both shop:80 (web) and bank:80 (web).',
        remedy: 'Give each route a host or a path of its own, and declare it once.',
      },
      { environment: 'production' },
    ]);
    expect(problemsOf(() => mapOf([customers, customers]))[0]).toMatchObject({
      problem: 'shop.staging.example.com/ leads to shop:80 (web) twice.',
    });
  });

  it('but not for a path that another shadows, nor for the same one compared otherwise', () => {
    const others = [{ path: '/cart' }, { path: '/', pathType: 'Exact' as const }];
    const connections = others.map((each) => connection(internet, bank.ports.web, 'x', { host: 'shop', ...each }));
    expect(() => mapOf([customers, ...connections])).not.toThrow();
  });

  it('for one host and path of two environments that may share a cluster, but not of those that cannot', () => {
    const same = routeTo(() => 'shop.example.com');
    expect(problemsOf(() => mapOf([same]))).toMatchObject([
      {
        environment: 'staging, production',
        problem: 'shop.example.com/ leads to shop:80 (web) in "staging", "production", which may share a cluster.',
        remedy: expect.stringContaining('Give each environment hosts of its own'),
      },
    ]);
    const regions = { ...ENVIRONMENTS, staging: { ...ENVIRONMENTS.staging, suffix: '' } };
    expect(() => mapOf([same], regions)).not.toThrow();
  });
});

function routeTo(host: RouteOptions['host']): Connection {
  return connection(internet, shop.ports.web, 'customers', { host });
}

function problemsOf(make: () => unknown) {
  try {
    make();
  } catch (error) {
    if (error instanceof Refusal) return error.problems;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
