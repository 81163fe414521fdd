import { app } from '@k8s-blocks/app';
import { configMap, deployment, namespace, networkPolicy, service } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { containerSecurityContext, podSecurityContext } from '@k8s-blocks/security-context';
import { map, payments, shop } from './map.ts';

export default app(map, shop, {
  settings: {
    base: { replicas: 1, logLevel: 'info' },
    staging: { logLevel: 'debug' },
    production: { replicas: 2, logLevel: 'info' },
  },
  manifests(env) {
    const { replicas, logLevel } = env.settings;
    const config = configMap(env, { LOG_LEVEL: logLevel, PAYMENTS_URL: env.url(payments.ports.http) });
    const workload = deployment(env, {
      replicas,
      config,
      container: {
        image: 'shop:1.4.0',
        securityContext: containerSecurityContext(),
        ...probes(shop.ports, httpGet({ port: 'web', path: '/health' }), { readiness: { periodSeconds: 10 } }),
      },
      pod: { securityContext: podSecurityContext() },
    });
    return {
      'namespace.yaml': namespace(env, { podSecurity: 'restricted' }),
      'configmap.yaml': config,
      'deployment.yaml': workload,
      'service.yaml': service(env),
      'networkpolicy.yaml': networkPolicy(env),
    };
  },
});
