import { commentKeys } from '@k8s-blocks/comments';
import { configMap as object } from '@k8s-blocks/objects';
import { agentRuntime, agentSociety, connector } from '@k8s-blocks/stack';
import type { Env } from './settings.ts';

export function configMap(env: Env) {
  const data = {
    PORT: String(agentRuntime.ports.http.containerPort),
    BASE_ADDRESS: 'g.connector.agent',
    BUSINESS_LOGIC_URL: env.url(agentSociety.ports.http),
    BUSINESS_LOGIC_TIMEOUT: '5000',
    SPSP_ENABLED: 'true',
    SESSION_TTL_MS: '3600000',
    LOG_LEVEL: env.settings.logLevel,
    NODE_ID: 'agent-runtime',
    CONNECTOR_BTP_URL: env.url(connector.ports.btp),
  };
  return object(
    env,
    commentKeys(data, {
      BUSINESS_LOGIC_URL: 'Payments are handed to agent-society.',
      BUSINESS_LOGIC_TIMEOUT: 'Milliseconds.',
      CONNECTOR_BTP_URL: 'Outbound packets are injected here; the token for it is in the Secret.',
    }),
  );
}
