import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { routes } from '@k8s-blocks/objects';
import { connection, contract, type EnvironmentRoutes, internet, type RouteOptions, stack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apps } from './routes.test-helper.ts';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;
const HOSTS = ['shop', '@', '*', '*.shop', 'a.b', '1', 'a.*', '**', 'shop*', 'Shop', 'sh_op', '-a', 'a..b', 'a.', 'ä'];
const PATHS = ['/', '/a', '/a/', '/a/b', '/~a', '/a;b', '/a.', '/..a', '/%20', 'a', '', '//', '/a//b', '/a//', '/./a'];
const ODD_PATHS = ['/a/.', '/a/..', '/a/../b', '/a%2fb', '/%2F'];
/** What it takes, and no HTTPRoute, no controller or no DNS does. */
const MISTAKES: readonly RouteOptions[] = [
  ...['/a?b', '/a#b', '/a b', '/ä', '/%zz'].map((path) => ({ host: 'shop', path })),
  { host: 'a'.repeat(64) },
];

describe.skipIf(skipped !== undefined)('a real API server', () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
    for (const name of ['shop-staging', 'bank-staging']) {
      await server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    }
  }, START);
  afterAll(() => server?.stop(), START);

  it('accepts the objects of a stack with routes', async () => {
    const refused: string[] = [];
    for (const object of apps.flatMap(({ resources }) => resources().staging ?? [])) {
      const { apiVersion = '', kind = '', metadata = {} } = object;
      // Its definitions of custom resources are not known here.
      if (apiVersion.startsWith('monitoring.') || kind === 'Namespace') continue;
      const { status, message } = await server.create({ ...object, apiVersion, kind, metadata }, { dryRun: true });
      if (status >= 400) refused.push(`${kind}: ${message}`);
    }
    expect(refused).toEqual([]);
  });

  it.each<RouteOptions>([
    ...HOSTS.map((host) => ({ host })),
    ...[...PATHS, ...ODD_PATHS].map((path) => ({ host: 'shop', path })),
    ...[...PATHS, ...ODD_PATHS].map((path) => ({ host: 'shop', path, pathType: 'Exact' as const })),
  ])('agrees with a connection about %o', async (options) => {
    const { status, message } = await ask(options);
    if (status < 400) expect(() => routesWith(options)).not.toThrow();
    else expect(() => routesWith(options), message).toThrow('connection(');
  });

  it.each(MISTAKES)('takes %o, which a connection refuses', async (options) => {
    expect((await ask(options)).status).toBeLessThan(400);
    expect(() => routesWith(options)).toThrow('connection(');
  });

  /** What the server says of an Ingress for that host and path. */
  async function ask({ host, path = '/', pathType = 'Prefix' }: RouteOptions) {
    const backend = { service: { name: 'shop', port: { number: 80 } } };
    const rule = { host: host === '@' ? DOMAIN : `${host}.${DOMAIN}`, http: { paths: [{ path, pathType, backend }] } };
    const metadata = { name: 'shop', namespace: 'shop-staging' };
    const asked = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec: { rules: [rule] } };
    return server.create(asked, { dryRun: true });
  }
});

const DOMAIN = 'example.com';

/** The Ingress of a service with such a route. */
function routesWith(options: RouteOptions) {
  const shop = contract({ name: 'shop', ports: { web: 80 } });
  const controller = { namespace: 'ingress-nginx' };
  const made: EnvironmentRoutes = { kind: 'Ingress', className: 'nginx', controller, domain: DOMAIN };
  const connections = [connection(internet, shop.ports.web, 'customers', options)];
  return routes(
    stack({ services: [shop], environments: { base: { routes: made } }, connections }).serviceIn(shop, 'base'),
  );
}
