import { contract } from '@k8s-blocks/topology';
import { ordersLogin, paymentsTls, registry, signingKey, superuser } from './secrets.ts';

/** Postgres, with a claim for each pod. */
export const database = contract({
  name: 'database',
  workload: 'StatefulSet',
  ports: { postgres: { port: 5432, services: ['database', 'database-pods'] } },
  otherSecrets: [superuser],
});

/** What is for sale: gRPC, autoscaled, with an exporter of metrics and a proxy beside it. */
export const catalog = contract({ name: 'catalog', ports: { grpc: 9000, metrics: 9100 }, otherSecrets: [registry] });

/** Orders: an API, a worker, a nightly report and the migration of the tables, of one image. */
export const orders = contract({
  name: 'orders',
  ports: { http: { port: 8080, scheme: 'http' } },
  workloads: { worker: 'Deployment', report: 'CronJob', migration: 'Job' },
  otherSecrets: [registry, ordersLogin],
});

/** Payments, by way of the bank. */
export const payments = contract({
  name: 'payments',
  ports: { https: { port: 443, containerPort: 8443, scheme: 'https' } },
  otherSecrets: [signingKey, paymentsTls],
});

/** The search and what fills its index share a namespace. They are older than this repository, and selected by `app`. */
export const search = contract({
  name: 'search',
  namespace: 'search',
  selector: { app: 'search' },
  ports: { http: { port: 9200, scheme: 'http' } },
});
export const indexer = contract({ name: 'indexer', namespace: 'search', selector: { app: 'indexer' }, ports: {} });

/** The web frontend: nginx. */
export const web = contract({ name: 'web', ports: { http: { port: 80, containerPort: 8080, scheme: 'http' } } });

/** Restarts what hangs: a controller, which calls the API server. */
export const operator = contract({ name: 'operator', ports: {} });

/** Ships the logs of each node. */
export const logs = contract({ name: 'logs', workload: 'DaemonSet', ports: {}, hostNetwork: true });

/** Made-up customers and orders, for tests. */
export const samples = contract({
  name: 'samples',
  workload: 'CronJob',
  ports: {},
  environments: ['dev', 'staging'],
});
