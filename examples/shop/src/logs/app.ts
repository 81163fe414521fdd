import { app } from '@k8s-blocks/app';
import { configMap, daemonSet, hostPathVolume, withBaseline } from '@k8s-blocks/objects';
import { logs, map } from '../map.ts';
import { none, resources } from '../settings.ts';

/** Ships the logs of each node, from a path of the node and in its network. */
export default app(map, logs, {
  settings: none,
  manifests(env) {
    const config = configMap(env, {
      LOG_LEVEL: env.values.logLevel,
      LOKI_URL: env.outsideUrl('http://loki.loki.svc.cluster.local:3100/loki/api/v1/push'),
    });
    return withBaseline(env, {
      files: {
        'configmap.yaml': config,
        'daemonset.yaml': daemonSet(env, {
          maxUnavailable: '10%',
          config,
          container: {
            image: 'registry.shop.example.com/logs:3.0.1',
            resources: resources('50m', '64Mi'),
            volumeMounts: [{ name: 'logs', mountPath: '/var/log', readOnly: true }],
          },
          pod: { tolerations: [{ operator: 'Exists' }], volumes: [hostPathVolume('logs', '/var/log', 'Directory')] },
        }),
      },
    });
  },
});
