import { app } from '@k8s-blocks/app';
import {
  configMap,
  containerPorts,
  deployment,
  fromConfigMap,
  namespace,
  networkPolicy,
  service,
} from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { containerSecurityContext, podSecurityContext } from '@k8s-blocks/security-context';
import { map, payments, shop } from './map.ts';

const ports = containerPorts(shop);

export default app(map, shop, {
  settings: {
    base: { replicas: 1, logLevel: 'info' },
    staging: { logLevel: 'debug' },
    production: { replicas: 2, logLevel: 'info' },
  },
  manifests: {
    'namespace.yaml': (env) => namespace(env, { podSecurity: 'restricted' }),
    'configmap.yaml': (env) =>
      configMap(env, { LOG_LEVEL: env.settings.logLevel, PAYMENTS_URL: env.url(payments.ports.http) }),
    'deployment.yaml': (env) =>
      deployment(env, {
        replicas: env.settings.replicas,
        pod: {
          securityContext: podSecurityContext(),
          containers: [
            {
              name: 'shop',
              image: 'shop:1.4.0',
              ports,
              envFrom: [fromConfigMap(env)],
              securityContext: containerSecurityContext(),
              ...probes(ports, httpGet({ port: 'web', path: '/health' }), { readiness: { periodSeconds: 10 } }),
            },
          ],
        },
      }),
    'service.yaml': (env) => service(env),
    'networkpolicy.yaml': (env) => networkPolicy(env),
  },
});
