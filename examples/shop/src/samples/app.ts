import { app } from '@k8s-blocks/app';
import { configMap, cronJob, withBaseline } from '@k8s-blocks/objects';
import { map, orders, samples } from '../map.ts';
import { resources } from '../settings.ts';

/** Places made-up orders, for tests: in dev and staging alone. */
export default app(map, samples, {
  settings: { base: { schedule: '@hourly' }, dev: {}, staging: { schedule: '*/10 8-18 * * mon-fri' } },
  manifests(env) {
    const config = configMap(env, { ORDERS_URL: env.url(orders.ports.http) });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'cronjob.yaml': cronJob(env, {
          schedule: env.settings.schedule,
          concurrencyPolicy: 'Forbid',
          config,
          container: { image: 'registry.shop.example.com/samples:1.0.0', resources: resources('50m', '64Mi') },
        }),
      },
    });
  },
});
