import { commentKeys } from '@k8s-blocks/comments';
import { configMap as object } from '@k8s-blocks/objects';
import { agentRuntime, agentSociety, connector } from '@k8s-blocks/stack';
import type { Env } from './settings.ts';

export function configMap(env: Env) {
  const { ports } = agentSociety;
  const data = {
    BLS_PORT: String(ports.http.containerPort),
    WS_PORT: String(ports.ws.containerPort),
    ASSET_CODE: 'USD',
    ASSET_SCALE: '6',
    BASE_PRICE_PER_BYTE: '10',
    CONNECTOR_ADMIN_URL: env.url(connector.ports.admin),
    AGENT_RUNTIME_URL: env.url(agentRuntime.ports.http),
    LOG_LEVEL: env.settings.logLevel,
    NODE_ID: 'agent-society',
    SUPPORTED_CHAINS: 'evm:base:8453',
    SETTLEMENT_TIMEOUT: '86400',
    INITIAL_DEPOSIT: '1000000',
  };
  return object(
    env,
    commentKeys(data, {
      BLS_PORT: 'The business logic server (HTTP).',
      WS_PORT: 'The Nostr relay (WebSocket).',
      CONNECTOR_ADMIN_URL: "The connector's Admin API: payment channels.",
      AGENT_RUNTIME_URL: 'The ILP middleware: outbound packets through /ilp/send.',
      SETTLEMENT_TIMEOUT: 'Seconds.',
    }),
  );
}
