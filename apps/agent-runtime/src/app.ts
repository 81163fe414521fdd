import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { configMap, deployment, entry, placeholderSecret, service, withBaseline } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import { agentRuntime, agentSociety, connector, coreStartOrder, system } from '@k8s-blocks/stack';

const small = { requests: { memory: '128Mi', cpu: '100m' }, limits: { memory: '256Mi', cpu: '500m' } };
const large = { requests: { memory: '256Mi', cpu: '250m' }, limits: { memory: '512Mi', cpu: '1000m' } };

/** The ILP middleware, between the connector and the business logic. */
export default app(system, agentRuntime, {
  settings: {
    base: { replicas: 1, logLevel: 'info', imageTag: 'latest', resources: small },
    staging: { logLevel: 'debug', imageTag: 'staging' },
    production: { replicas: 2, logLevel: 'info', imageTag: 'production', resources: large },
  },
  manifests(env) {
    const { replicas, logLevel, imageTag, resources } = env.settings;
    const config = configMap(env, {
      PORT: agentRuntime.ports.http.containerPort,
      BASE_ADDRESS: 'g.connector.agent',
      BUSINESS_LOGIC_URL: entry(env.url(agentSociety.ports.http), 'Payments are handed to agent-society.'),
      BUSINESS_LOGIC_TIMEOUT: entry(5000, 'Milliseconds.'),
      SPSP_ENABLED: true,
      SESSION_TTL_MS: 3600000,
      LOG_LEVEL: logLevel,
      NODE_ID: 'agent-runtime',
      CONNECTOR_BTP_URL: entry(
        env.url(connector.ports.btp),
        'Outbound packets are injected here; the token for it is in the Secret.',
      ),
    });
    const timings = { timeoutSeconds: 5, failureThreshold: 3 };
    const workload = deployment(env, {
      replicas,
      config,
      readsSecret: true,
      container: {
        image: `agent-runtime/core:${imageTag}`,
        imagePullPolicy: 'Always',
        resources,
        ...probes(agentRuntime.ports, httpGet({ port: 'http', path: '/health' }), {
          startup: { initialDelaySeconds: 5, periodSeconds: 5, failureThreshold: 12 },
          liveness: { initialDelaySeconds: 10, periodSeconds: 15, ...timings },
          readiness: { path: '/ready', initialDelaySeconds: 5, periodSeconds: 10, ...timings },
        }),
      },
    });
    const head = `agent-runtime: the ILP middleware, between the connector and the business logic.
Start order: ${coreStartOrder}.`;
    return withBaseline(env, {
      replicas,
      files: {
        'configmap.yaml': config,
        'secret.yaml': placeholderSecret(env),
        'deployment.yaml': comment(head, workload),
        'service.yaml': comment('The HTTP API: /ilp/packets, /ilp/send, /health, /ready.', service(env)),
      },
    });
  },
});
