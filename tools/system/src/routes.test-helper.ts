import { type App, app } from '@k8s-blocks/app';
import { containerPorts, deployment, service, serviceContainer, withBaseline } from '@k8s-blocks/objects';
import { connection, contract, type EnvironmentRoutes, internet, outsideNamespace, stack } from '@k8s-blocks/topology';

const shop = contract({
  name: 'shop',
  ports: { web: { port: 80, containerPort: 8080 }, admin: 8081, metrics: 9100 },
});
const bank = contract({ name: 'bank', ports: { web: 80, stats: { port: 9100, services: [] } } });

const nginx = { namespace: 'ingress-nginx', pods: { 'app.kubernetes.io/name': 'ingress-nginx' } };
const gateway: EnvironmentRoutes = {
  kind: 'HTTPRoute',
  gateway: { name: 'web', namespace: 'gateways', sectionName: 'https' },
  controller: { namespace: 'gateways' },
  domain: 'example.com',
};
const prometheus = outsideNamespace('monitoring');

/** A shop and a bank with routes: by Ingresses in staging and preview, by HTTPRoutes in production. */
export const map = stack({
  services: [shop, bank],
  environments: {
    base: { deployed: false },
    staging: {
      suffix: '-staging',
      routes: {
        kind: 'Ingress',
        className: 'nginx',
        controller: nginx,
        domain: 'staging.example.com',
        issuer: 'letsencrypt',
        annotations: { 'nginx.ingress.kubernetes.io/proxy-body-size': '8m' },
      },
      monitoring: { labels: { release: 'prometheus' } },
    },
    preview: {
      suffix: '-preview',
      routes: { kind: 'Ingress', className: 'nginx', controller: nginx, domain: 'preview.example.com' },
    },
    production: { routes: gateway },
  },
  connections: [
    connection(internet, shop.ports.web, 'customers', { host: 'shop' }),
    connection(internet, bank.ports.web, 'accounts', { host: 'shop', path: '/accounts' }),
    connection(internet, shop.ports.web, 'whoever forgets the name', { host: '@' }),
    connection(internet, shop.ports.admin, 'staff', { host: 'admin', path: '/', pathType: 'Exact' }),
    connection(shop, bank.ports.web, 'pay'),
    connection(prometheus, shop.ports.metrics, 'metrics', { scrape: { path: '/stats', interval: '30s' } }),
    connection(prometheus, bank.ports.stats, 'metrics', { scrape: {} }),
  ],
});

const settings = { base: { replicas: 2 }, staging: {}, preview: { replicas: 1 }, production: {} };

const shopApp = app(map, shop, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'deployment.yaml': deployment(env, {
          replicas: env.settings.replicas,
          container: { image: 'shop:1.4.0', ports: containerPorts(shop, ['web', 'admin']) },
          pod: {
            containers: [
              serviceContainer(env, {
                name: 'exporter',
                image: 'exporter:0.9.0',
                ports: containerPorts(shop, ['metrics']),
              }),
            ],
          },
        }),
        'service.yaml': service(env),
      },
    }),
});

const bankApp = app(map, bank, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'deployment.yaml': deployment(env, { replicas: env.settings.replicas, container: { image: 'bank:2.0.0' } }),
        'service.yaml': service(env),
      },
    }),
});

/** The apps of the stack, in start order. */
export const apps: readonly App[] = [shopApp, bankApp];
