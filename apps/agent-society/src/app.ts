import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { configMap, deployment, entry, placeholderSecret, service, withBaseline } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { agentRuntime, agentSociety, connector, coreStartOrder, system } from '@k8s-blocks/stack';

const small = { requests: { memory: '128Mi', cpu: '100m' }, limits: { memory: '256Mi', cpu: '500m' } };
const large = { requests: { memory: '256Mi', cpu: '250m' }, limits: { memory: '512Mi', cpu: '1000m' } };

/** The business logic server and the Nostr relay. Its state is in memory, so there is nothing to keep. */
export default app(system, agentSociety, {
  settings: {
    base: { replicas: 1, logLevel: 'info', imageTag: 'latest', resources: small },
    staging: { logLevel: 'debug', imageTag: 'staging' },
    production: { replicas: 2, logLevel: 'info', imageTag: 'production', resources: large },
  },
  manifests(env) {
    const { replicas, logLevel, imageTag, resources } = env.settings;
    const { http, ws } = agentSociety.ports;
    const config = configMap(env, {
      BLS_PORT: entry(http.containerPort, 'The business logic server (HTTP).'),
      WS_PORT: entry(ws.containerPort, 'The Nostr relay (WebSocket).'),
      ASSET_CODE: 'USD',
      ASSET_SCALE: 6,
      BASE_PRICE_PER_BYTE: 10,
      CONNECTOR_ADMIN_URL: entry(env.url(connector.ports.admin), "The connector's Admin API: payment channels."),
      AGENT_RUNTIME_URL: entry(
        env.url(agentRuntime.ports.http),
        'The ILP middleware: outbound packets through /ilp/send.',
      ),
      LOG_LEVEL: logLevel,
      NODE_ID: 'agent-society',
      SUPPORTED_CHAINS: 'evm:base:8453',
      SETTLEMENT_TIMEOUT: entry(86400, 'Seconds.'),
      INITIAL_DEPOSIT: 1000000,
    });
    const workload = deployment(env, {
      replicas,
      config,
      readsSecret: true,
      container: {
        image: `agent-society:${imageTag}`,
        imagePullPolicy: 'Always',
        resources,
        ...probes(agentSociety.ports, httpGet({ port: 'http', path: '/health' }), {
          startup: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 12 },
          liveness: { initialDelaySeconds: 10, periodSeconds: 15, timeoutSeconds: 5, failureThreshold: 3 },
          readiness: { initialDelaySeconds: 5, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
        }),
      },
    });
    const head = `agent-society: the business logic server (BLS, port 3100) and the Nostr relay (port 7100) in one container.
A Deployment, not a StatefulSet: SQLite is in memory, and no state is kept.
Start order: ${coreStartOrder}.`;
    return withBaseline(env, {
      replicas,
      files: {
        'configmap.yaml': config,
        'secret.yaml': placeholderSecret(env),
        'deployment.yaml': comment(head, workload),
        'service.yaml': [
          comment('The business logic server (BLS, HTTP). The agent-runtime middleware connects here.', service(env)),
          comment(
            'The Nostr relay (WebSocket). Headless: relays discover each other by the addresses behind its name.',
            service(env, { name: 'agent-society-relay', component: 'relay', headless: true }),
          ),
        ],
      },
    });
  },
});
