import { comment } from '@k8s-blocks/comments';
import { deployment, type ServiceConfigMap, variableFromSecret } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { containerSecurityContext } from '@k8s-blocks/security-context';
import { connector, coreStartOrder } from '@k8s-blocks/stack';
import type { Env } from './settings.ts';

export function connectorDeployment(env: Env, config: ServiceConfigMap) {
  const { replicas, imageTag, resources } = env.settings;
  const { admin, health } = connector.ports;
  const timings = { timeoutSeconds: 5, failureThreshold: 3 };
  const container = {
    image: `agent-runtime/connector:${imageTag}`,
    imagePullPolicy: 'Always' as const,
    env: [
      // Not in the ConfigMap, whose entries must stay as they are (criterion 10 of the story).
      { name: 'ADMIN_API_ENABLED', value: 'true' },
      { name: 'ADMIN_API_PORT', value: String(admin.containerPort) },
      variableFromSecret(env, 'ADMIN_API_KEY', { optional: true }),
      variableFromSecret(env, 'EVM_PRIVATE_KEY'),
      variableFromSecret(env, 'TREASURY_EVM_PRIVATE_KEY', { key: 'EVM_PRIVATE_KEY' }),
      variableFromSecret(env, 'XRP_SEED', { optional: true }),
      variableFromSecret(env, 'APTOS_PRIVATE_KEY', { optional: true }),
      variableFromSecret(env, 'M2M_TOKEN_ADDRESS'),
      variableFromSecret(env, 'TOKEN_NETWORK_REGISTRY'),
    ],
    resources,
    securityContext: containerSecurityContext({ writableRootFilesystem: true }),
    volumeMounts: [
      { name: 'app-config', mountPath: '/app/config.yaml', subPath: 'config.yaml', readOnly: true },
      { name: 'data', mountPath: '/app/data' },
    ],
    ...probes(connector.ports, httpGet({ port: 'health', path: '/health' }), {
      startup: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 30 },
      liveness: { path: '/health/live', initialDelaySeconds: 10, periodSeconds: 15, ...timings },
      readiness: { path: '/health/ready', initialDelaySeconds: 5, periodSeconds: 10, ...timings },
    }),
  };
  const annotations = {
    'prometheus.io/scrape': 'true',
    'prometheus.io/port': String(health.containerPort),
    'prometheus.io/path': '/metrics',
  };
  const volumes = [
    { name: 'app-config', configMap: { name: 'connector-app-config', optional: true } },
    { name: 'data', emptyDir: {} },
  ];
  const head = `connector: the ILP connector, which speaks BTP with its peers and settles on chain.
Start order: ${coreStartOrder}.`;
  return comment(head, deployment(env, { replicas, config, container, pod: { annotations, volumes } }));
}
