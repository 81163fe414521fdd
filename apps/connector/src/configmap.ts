import { commentKeys } from '@k8s-blocks/comments';
import { configMap as object } from '@k8s-blocks/objects';
import { agentRuntime, connector, tigerbeetle } from '@k8s-blocks/stack';
import type { Env } from './settings.ts';

export function configMap(env: Env) {
  const { network, config } = env.settings;
  const { ports } = connector;
  const data = {
    NODE_ID: 'agent-runtime',
    LOG_LEVEL: config.LOG_LEVEL,
    NETWORK_MODE: network.NETWORK_MODE,
    BTP_SERVER_PORT: String(ports.btp.containerPort),
    HEALTH_CHECK_PORT: String(ports.health.containerPort),
    EXPLORER_PORT: String(ports.explorer.containerPort),
    SETTLEMENT_PREFERENCE: 'evm',
    SETTLEMENT_ENABLED: config.SETTLEMENT_ENABLED,
    SETTLEMENT_THRESHOLD: '1000000',
    TIGERBEETLE_CLUSTER_ID: '0',
    TIGERBEETLE_REPLICAS: env.address(tigerbeetle.ports.tigerbeetle),
    BASE_RPC_URL: env.outsideUrl(network.BASE_RPC_URL),
    BASE_L2_RPC_URL: env.outsideUrl(network.BASE_L2_RPC_URL),
    XRPL_WSS_URL: env.outsideUrl(network.XRPL_WSS_URL),
    APTOS_NODE_URL: env.outsideUrl(network.APTOS_NODE_URL),
    PROMETHEUS_ENABLED: config.PROMETHEUS_ENABLED,
    PEER_DISCOVERY_ENABLED: 'false',
    LOCAL_DELIVERY_ENABLED: 'true',
    LOCAL_DELIVERY_URL: env.url(agentRuntime.ports.http),
  };
  const comments = {
    LOCAL_DELIVERY_ENABLED: 'Forward inbound ILP packets to the agent-runtime middleware.',
    LOCAL_DELIVERY_URL: 'The middleware: POST /ilp/packets.',
  };
  return object(env, commentKeys(data, comments), 'config');
}
