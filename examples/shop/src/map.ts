import {
  apiServer,
  connection,
  internet,
  outsideHost,
  outsideNamespace,
  outsideNetwork,
  stack,
} from '@k8s-blocks/topology';
import { catalog, database, indexer, logs, operator, orders, payments, samples, search, web } from './contracts.ts';

export * from './contracts.ts';

/** Redis, which the cloud manages: by its name, and for policies that know addresses alone by those that it may have. */
const redis = outsideHost('Redis', 'shop.redis.example.com', { addresses: '198.51.100.0/24' });
const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24', except: ['203.0.113.128/25'] });
const prometheus = outsideNamespace('monitoring', { pods: { 'app.kubernetes.io/name': 'prometheus' } });
const loki = outsideNamespace('loki');

const nginx = { namespace: 'ingress-nginx', pods: { 'app.kubernetes.io/name': 'ingress-nginx' } };
const gateway = { namespace: 'gateway-system' };

/** The map of the shop: what there is, where it runs, and who calls whom. */
export const map = stack({
  services: [database, catalog, orders, payments, search, indexer, web, operator, logs, samples],
  environments: {
    // Never deployed: what the overlays are made of.
    base: { deployed: false, values: { region: 'none', logLevel: 'info' } },
    // In one cluster. Dev has the names of production, in namespaces of its own.
    dev: {
      namespaces: { suffix: '-dev' },
      routes: { kind: 'Ingress', className: 'nginx', controller: nginx, domain: 'dev.shop.example.com' },
      values: { region: 'eu-1', logLevel: 'debug' },
    },
    staging: {
      prefix: 'stg-',
      routes: {
        kind: 'Ingress',
        className: 'nginx',
        controller: nginx,
        domain: 'staging.shop.example.com',
        issuer: 'letsencrypt',
      },
      gitops: { tool: 'argocd', repoURL: 'https://git.example.com/shop.git' },
      values: { region: 'eu-1', logLevel: 'debug' },
    },
    // A cluster for each region, with equal names.
    prod: {
      production: true,
      secretsProvided: true,
      // In each cluster a Flux, which was set up with `flux bootstrap`.
      gitops: 'flux',
      routes: {
        kind: 'HTTPRoute',
        gateway: { name: 'public', namespace: 'gateway-system' },
        controller: gateway,
        domain: 'shop.example.com',
      },
      regions: {
        // Where the addresses of the API server are known, policies let the operator call these alone.
        eu: { apiServer: { addresses: '192.0.2.10/32' }, values: { region: 'eu-1', logLevel: 'info' } },
        // Policies of Cilium let it call the API server, and the catalog call Redis by its name.
        us: { policies: 'CiliumNetworkPolicy', values: { region: 'us-1', logLevel: 'info' } },
      },
    },
  },
  labels: { 'app.kubernetes.io/part-of': 'shop' },
  connections: [
    connection(internet, web.ports.http, 'customers', { host: '@' }),
    connection(internet, orders.ports.http, 'partners', { host: 'partners', path: '/orders' }),
    connection(web, catalog.ports.grpc, 'show what is for sale'),
    connection(web, orders.ports.http, 'place an order'),
    connection(web, search.ports.http, 'search'),
    connection(orders, database.ports.postgres, 'keep orders'),
    connection(orders, payments.ports.https, 'have an order paid'),
    connection(orders.workloads.worker, database.ports.postgres, 'deliver orders'),
    connection(orders.workloads.report, database.ports.postgres, 'sum up the day'),
    connection(orders.workloads.migration, database.ports.postgres, 'change the tables'),
    connection(catalog, redis.port(6380), 'cache'),
    connection(payments, bank.port(443), 'transfer money'),
    connection(indexer, search.ports.http, 'fill the index'),
    connection(indexer, catalog.ports.grpc, 'read what is for sale'),
    connection(operator, apiServer.port(443), 'restart what hangs'),
    connection(logs, loki.port(3100), 'ship the logs'),
    connection(samples, orders.ports.http, 'place orders'),
    connection(prometheus, catalog.ports.metrics, 'metrics', { scrape: { interval: '30s' } }),
  ],
});

export default map;
