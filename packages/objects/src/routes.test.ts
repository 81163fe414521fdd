import { commentOf } from '@k8s-blocks/comments';
import { isFields, listOf, valueAt } from '@k8s-blocks/manifest';
import {
  connection,
  contract,
  type EnvironmentRoutes,
  internet,
  type RouteOptions,
  type ServiceEnvironment,
  stack,
} from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { routes, service, withBaseline } from './index.ts';
import { data } from './payments.test-helper.ts';

const shop = contract({ name: 'shop', ports: { web: { port: 80, containerPort: 8080 }, admin: 8081 } });
const LABELS = { 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/component': 'shop' };

const controller = { namespace: 'ingress-nginx' };
const byIngress = { kind: 'Ingress', className: 'nginx', controller, domain: 'example.com' } as const;
const gateway = { name: 'web', namespace: 'gateways' };
const byGateway = { kind: 'HTTPRoute', gateway, controller, domain: 'example.com' } as const;

/** The shop in staging, whose routes are made in a way; its port web has a route for each of the hosts and paths. */
function shopWith(made: EnvironmentRoutes, ...requests: RouteOptions[]): ServiceEnvironment {
  const environments = { base: { deployed: false }, staging: { suffix: '-staging', routes: made } };
  const connections = requests.map((options, index) =>
    connection(internet, shop.ports.web, `reason ${index + 1}`, options),
  );
  return stack({ services: [shop], environments, connections }).serviceIn(shop, 'staging');
}

const toWeb = { service: { name: 'shop-staging', port: { name: 'web' } } };

describe('the routes to a service, where they are Ingresses,', () => {
  it('are one, with a rule for each host and the paths of each in the order of the map', () => {
    const env = shopWith(
      byIngress,
      { host: 'shop' },
      { host: '*' },
      { host: 'shop', path: '/health', pathType: 'Exact' },
    );
    expect(data(routes(env))).toEqual([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'shop', labels: LABELS },
        spec: {
          ingressClassName: 'nginx',
          rules: [
            {
              host: 'shop.example.com',
              http: {
                paths: [
                  { path: '/', pathType: 'Prefix', backend: toWeb },
                  { path: '/health', pathType: 'Exact', backend: toWeb },
                ],
              },
            },
            { host: '*.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: toWeb }] } },
          ],
        },
      },
    ]);
  });

  it('have a certificate for each host, of the issuer of the environment, in Secrets of their own', () => {
    const issued = { ...byIngress, issuer: 'letsencrypt', annotations: { 'example.com/limit': '8m' } };
    const [object] = routes(shopWith(issued, { host: 'shop' }, { host: '@' }, { host: '*.shop' }));
    expect(object).toMatchObject({
      metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt', 'example.com/limit': '8m' } },
      spec: {
        tls: [
          { hosts: ['shop.example.com'], secretName: 'shop-tls-staging' },
          { hosts: ['example.com'], secretName: 'shop-domain-tls-staging' },
          { hosts: ['*.shop.example.com'], secretName: 'shop-any-shop-tls-staging' },
        ],
      },
    });
    expect(commentOf(object ?? {})).toContain('The certificates are made by cert-manager.');
  });

  it('may have an Issuer of the namespace of the service', () => {
    const issued = { ...byIngress, issuer: { kind: 'Issuer', name: 'own' } } as const;
    const [object] = routes(shopWith(issued, { host: 'shop' }));
    expect(object?.metadata?.annotations).toEqual({ 'cert-manager.io/issuer': 'own' });
  });

  it('say for each path what it is for', () => {
    const [object] = routes(shopWith(byIngress, { host: 'shop' }, { host: 'shop', path: '/cart' }));
    const paths = listOf(valueAt(object, ['spec', 'rules', 0, 'http', 'paths'])).filter(isFields);
    expect(paths.map(commentOf)).toEqual(['Reason 1.', 'Reason 2.']);
  });
});

describe('the routes to a service, where they are HTTPRoutes,', () => {
  const backendRefs = [{ name: 'shop-staging', port: 80 }];

  it('are one for each host, attached to the Gateway, and lead to the port of the Service', () => {
    const listener = { ...byGateway, gateway: { ...gateway, sectionName: 'https' }, annotations: { a: 'b' } };
    const env = shopWith(listener, { host: 'shop' }, { host: 'shop', path: '/health', pathType: 'Exact' });
    expect(data(routes(env))).toEqual([
      {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: { name: 'shop', labels: LABELS, annotations: { a: 'b' } },
        spec: {
          parentRefs: [{ ...gateway, sectionName: 'https' }],
          hostnames: ['shop.example.com'],
          rules: [
            { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs },
            { matches: [{ path: { type: 'Exact', value: '/health' } }], backendRefs },
          ],
        },
      },
    ]);
  });

  it('are named after their hosts, without the domain, but for the first', () => {
    const hosts = ['shop', '@', '*', 'a.b'].map((host) => ({ host }));
    const env = shopWith(byGateway, ...hosts, { host: () => 'www.shop.org' });
    const names = routes(env).map(({ metadata }) => metadata?.name);
    expect(names).toEqual(['shop', 'shop-domain', 'shop-any', 'shop-a-b', 'shop-www-shop-org']);
    expect(data(routes(env))[1]).toMatchObject({ spec: { parentRefs: [gateway] } });
  });
});

describe('the baseline of a service', () => {
  const own = (env: ServiceEnvironment) => ({ 'service.yaml': service(env) });

  it('has its routes before its budget, where there are any', () => {
    const env = shopWith(byIngress, { host: 'shop' });
    const files = withBaseline(env, { replicas: 2, files: own(env) });
    expect(files['routes.yaml']).toEqual(routes(env));
    expect(Object.keys(files).slice(2)).toEqual(['service.yaml', 'routes.yaml', 'pdb.yaml', 'networkpolicy.yaml']);
    const without = shopWith(byIngress);
    expect(routes(without)).toEqual([]);
    expect(withBaseline(without, { replicas: 2, files: {} })).not.toHaveProperty(['routes.yaml']);
  });

  it('gives way to other routes, and to none', () => {
    const env = shopWith(byIngress, { host: 'shop' });
    expect(withBaseline(env, { replicas: 2, files: { ...own(env), 'routes.yaml': [] } })['routes.yaml']).toEqual([]);
  });
});
