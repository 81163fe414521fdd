import { app } from '@k8s-blocks/app';
import {
  configMap,
  cronJob,
  deployment,
  externalSecret,
  fromSecret,
  imagePullSecret,
  job,
  service,
  withBaseline,
} from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { database, map, orders, payments } from '../map.ts';
import { ordersLogin, registry } from '../secrets.ts';
import { replicas, resources } from '../settings.ts';

/** Orders: four workloads of one image, which differ in the command and in whom they may call. */
export default app(map, orders, {
  settings: replicas,
  manifests(env) {
    const config = configMap(env, {
      LOG_LEVEL: env.values.logLevel,
      DATABASE: env.address(database.ports.postgres),
    });
    const run = (command: string) => ({
      image: 'registry.shop.example.com/orders:5.0.1',
      args: [command],
      envFrom: [fromSecret(env, ordersLogin)],
      resources: resources('100m', '128Mi'),
    });
    const pod = { imagePullSecrets: [imagePullSecret(env, registry)] };
    const { worker, report, migration } = orders.workloads;
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'externalsecret.yaml': externalSecret(env, {
          secret: ordersLogin,
          store: { name: 'vault' },
          from: `shop/${env.name}/orders`,
        }),
        'migration.yaml': job(env.of(migration), {
          backoffLimit: 3,
          ttlSecondsAfterFinished: 3600,
          config,
          container: run('migrate'),
          pod,
        }),
        'deployment.yaml': deployment(env, {
          replicas: env.settings.replicas,
          config,
          container: {
            ...run('serve'),
            // Of the API alone: the others may not call the payments.
            env: [{ name: 'PAYMENTS_URL', value: env.url(payments.ports.https) }],
            ...probes(orders.ports, httpGet({ port: 'http', path: '/health' }), {
              liveness: { periodSeconds: 10 },
              readiness: { periodSeconds: 5 },
            }),
          },
          pod,
        }),
        'worker.yaml': deployment(env.of(worker), { replicas: 1, config, container: run('work'), pod }),
        'report.yaml': cronJob(env.of(report), {
          schedule: '0 3 * * *',
          timeZone: 'Europe/Berlin',
          concurrencyPolicy: 'Forbid',
          config,
          container: run('report'),
          pod,
        }),
        'service.yaml': service(env),
      },
    });
  },
});
