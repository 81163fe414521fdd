import { comment, commentKeys } from '@k8s-blocks/comments';
import { identityLabels } from '@k8s-blocks/objects';
import { agentRuntime, agentSociety, connector } from '@k8s-blocks/stack';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { Env } from './settings.ts';

export const CONFIG = 'agent-society-config';

export function configMap(env: Env): IConfigMap {
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
  return comment('The configuration of agent-society that is not secret, read through envFrom.', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: CONFIG, labels: identityLabels(env) },
    data: commentKeys(data, {
      BLS_PORT: 'The business logic server (HTTP).',
      WS_PORT: 'The Nostr relay (WebSocket).',
      CONNECTOR_ADMIN_URL: "The connector's Admin API: payment channels.",
      AGENT_RUNTIME_URL: 'The ILP middleware: outbound packets through /ilp/send.',
      SETTLEMENT_TIMEOUT: 'Seconds.',
    }),
  });
}
