import { app } from '@k8s-blocks/app';
import { comment } from '@k8s-blocks/comments';
import { configMap, entry, placeholderSecret, service, withBaseline } from '@k8s-blocks/objects';
import { agentRuntime, connector, system, tigerbeetle } from '@k8s-blocks/stack';
import { connectorDeployment } from './deployment.ts';
import { settings } from './settings.ts';

/** The ILP connector, the one service that talks to the world: testnet in staging, mainnet in production. */
export default app(system, connector, {
  settings,
  annotations: ({ name, settings: { network } }) => ({
    'app.kubernetes.io/version': '1.0.0',
    ...(name === 'base' ? {} : { 'network-mode': network.NETWORK_MODE }),
  }),
  manifests(env) {
    const { replicas, network, config: own } = env.settings;
    const { btp, health, explorer } = connector.ports;
    const entries = {
      NODE_ID: 'agent-runtime',
      LOG_LEVEL: own.LOG_LEVEL,
      NETWORK_MODE: network.NETWORK_MODE,
      BTP_SERVER_PORT: btp.containerPort,
      HEALTH_CHECK_PORT: health.containerPort,
      EXPLORER_PORT: explorer.containerPort,
      SETTLEMENT_PREFERENCE: 'evm',
      SETTLEMENT_ENABLED: own.SETTLEMENT_ENABLED,
      SETTLEMENT_THRESHOLD: 1000000,
      TIGERBEETLE_CLUSTER_ID: 0,
      TIGERBEETLE_REPLICAS: env.address(tigerbeetle.ports.tigerbeetle),
      BASE_RPC_URL: env.outsideUrl(network.BASE_RPC_URL),
      BASE_L2_RPC_URL: env.outsideUrl(network.BASE_L2_RPC_URL),
      XRPL_WSS_URL: env.outsideUrl(network.XRPL_WSS_URL),
      APTOS_NODE_URL: env.outsideUrl(network.APTOS_NODE_URL),
      PROMETHEUS_ENABLED: own.PROMETHEUS_ENABLED,
      PEER_DISCOVERY_ENABLED: false,
      LOCAL_DELIVERY_ENABLED: entry(true, 'Forward inbound ILP packets to the agent-runtime middleware.'),
      LOCAL_DELIVERY_URL: entry(env.url(agentRuntime.ports.http), 'The middleware: POST /ilp/packets.'),
    };
    const config = configMap(env, entries, 'config');
    const explorerService = service(env, { name: 'connector-explorer', component: 'explorer' });
    return withBaseline(env, {
      replicas,
      files: {
        'configmap.yaml': config,
        'secret.yaml': placeholderSecret(env),
        'deployment.yaml': connectorDeployment(env, config),
        'service.yaml': [
          comment('BTP for peers, health and metrics, and the Admin API for agent-society alone.', service(env)),
          comment('The explorer: an object of its own, so that it can be exposed on its own.', explorerService),
        ],
      },
    });
  },
});
