import { type App, app } from '@k8s-blocks/app';
import {
  claimTemplate,
  configMap,
  cronJob,
  deployment,
  fromConfigMap,
  fromSecret,
  horizontalPodAutoscaler,
  job,
  placeholderSecret,
  service,
  serviceMonitor,
  statefulSet,
  withBaseline,
} from '@k8s-blocks/objects';
import { anywhere, connection, contract, outsideNamespace, stack } from '@k8s-blocks/topology';

export const ledger = contract({ name: 'ledger', workload: 'StatefulSet', ports: { postgres: 5432 } });
/** An API, a worker, a nightly report, a migration, and a purge in production alone, of one image. */
export const orders = contract({
  name: 'orders',
  ports: { http: 8080, metrics: { port: 9100, workload: 'worker' } },
  secrets: { API_KEY: 'REPLACE_WITH_REAL_KEY' },
  workloads: {
    worker: 'Deployment',
    report: 'CronJob',
    migrate: 'Job',
    purge: { kind: 'CronJob', environments: ['production'] },
  },
});
/** A service as it exists, with selectors and names of its own; and two others in its namespace, one in staging alone. */
export const search = contract({
  name: 'search',
  namespace: 'find',
  selector: { app: 'search' },
  workload: { kind: 'Deployment', objectName: 'search-v1' },
  ports: { http: { port: 80, containerPort: 8080, services: ['search-svc'] } },
});
export const indexer = contract({ name: 'indexer', namespace: 'find', ports: {} });
export const crawler = contract({ name: 'crawler', namespace: 'find', ports: {}, environments: ['staging'] });

const monitoring = outsideNamespace('monitoring');
const { worker, report, migrate, purge } = orders.workloads;

export const map = stack({
  services: [ledger, orders, crawler, search, indexer],
  environments: {
    base: {},
    staging: { suffix: '-staging' },
    production: { production: true, secretsProvided: true },
  },
  connections: [
    connection(orders, ledger.ports.postgres, 'take orders'),
    connection(worker, ledger.ports.postgres, 'ship orders'),
    connection(worker, anywhere.port(443), 'call the carriers'),
    connection(report, ledger.ports.postgres, 'sum up the day'),
    connection(migrate, ledger.ports.postgres, 'change the schema'),
    connection(purge, ledger.ports.postgres, 'remove what is old'),
    connection(monitoring, orders.ports.metrics, 'scrape'),
    connection(orders, search.ports.http, 'find goods'),
    connection(indexer, search.ports.http, 'fill the index'),
    connection(crawler, anywhere.port(443), 'fetch pages'),
  ],
});

const settings = { base: { replicas: 2 }, staging: { replicas: 1 }, production: {} };

const ledgerApp = app(map, ledger, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'service.yaml': service(env, { headless: true }),
        'statefulset.yaml': statefulSet(env, {
          replicas: env.settings.replicas,
          serviceName: 'ledger',
          claimTemplates: [claimTemplate('data', { storage: '10Gi' })],
          container: { image: 'ledger:16.4', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        }),
      },
    }),
});

const ordersApp = app(map, orders, {
  settings,
  manifests(env) {
    const config = configMap(env, { DATABASE: env.address(ledger.ports.postgres) });
    const image = 'orders:1.4.0';
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'secret.yaml': placeholderSecret(env),
        'service.yaml': service(env),
        'deployment.yaml': deployment(env, {
          config,
          container: { image, envFrom: [fromSecret(env)], resources: { requests: { cpu: '100m' } } },
        }),
        'autoscaler.yaml': horizontalPodAutoscaler(env, { minReplicas: 1, maxReplicas: 9, utilization: { cpu: 70 } }),
        'worker.yaml': [
          deployment(env.of(worker), { replicas: env.settings.replicas, config, container: { image, args: ['work'] } }),
          service(env.of(worker)),
          serviceMonitor(env.of(worker), orders.ports.metrics),
        ],
        'report.yaml': cronJob(env.of(report), {
          schedule: '0 3 * * *',
          config,
          container: { image, args: ['report'] },
        }),
        'purge.yaml': env.has(purge)
          ? cronJob(env.of(purge), { schedule: '@weekly', config, container: { image, args: ['purge'] } })
          : [],
        'migrate.yaml': job(env.of(migrate), {
          backoffLimit: 3,
          ttlSecondsAfterFinished: 3600,
          container: { image, args: ['migrate'], envFrom: [fromConfigMap(env)] },
        }),
      },
    });
  },
});

const searchApp = app(map, search, {
  settings,
  manifests: (env) =>
    withBaseline(env, {
      files: {
        'service.yaml': service(env, { name: 'search-svc' }),
        'deployment.yaml': deployment(env, { replicas: env.settings.replicas, container: { image: 'search:7.1.0' } }),
      },
    }),
});

const indexerApp = app(map, indexer, {
  settings,
  manifests(env) {
    const config = configMap(env, { SEARCH: env.address(search.ports.http) });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'deployment.yaml': deployment(env, { replicas: 1, config, container: { image: 'indexer:0.4.0' } }),
      },
    });
  },
});

const crawlerApp = app(map, crawler, {
  settings: { base: {}, staging: {} },
  manifests: (env) =>
    withBaseline(env, {
      files: { 'deployment.yaml': deployment(env, { replicas: 1, container: { image: 'crawler:0.1.0' } }) },
    }),
});

/** The apps of the stack, in start order. */
export const apps: readonly App[] = [ledgerApp, ordersApp, crawlerApp, searchApp, indexerApp];
