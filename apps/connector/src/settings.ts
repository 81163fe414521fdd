import type { AppEnvironment, SettingsTable } from '@k8s-blocks/app';
import type { EnvironmentName } from '@k8s-blocks/stack';

const small = { requests: { memory: '512Mi', cpu: '250m' }, limits: { memory: '1Gi', cpu: '1000m' } };
const large = { requests: { memory: '1Gi', cpu: '500m' }, limits: { memory: '2Gi', cpu: '2000m' } };
const config = { LOG_LEVEL: 'info', SETTLEMENT_ENABLED: 'true', PROMETHEUS_ENABLED: 'true' };
const mainnet = {
  NETWORK_MODE: 'mainnet',
  BASE_RPC_URL: 'https://mainnet.base.org',
  BASE_L2_RPC_URL: 'https://mainnet.base.org',
  XRPL_WSS_URL: 'wss://xrplcluster.com',
  APTOS_NODE_URL: 'https://fullnode.mainnet.aptoslabs.com/v1',
};
const testnet = {
  NETWORK_MODE: 'testnet',
  BASE_RPC_URL: 'https://sepolia.base.org',
  BASE_L2_RPC_URL: 'https://sepolia.base.org',
  XRPL_WSS_URL: 'wss://s.altnet.rippletest.net:51233',
  APTOS_NODE_URL: 'https://fullnode.testnet.aptoslabs.com/v1',
};

const base = { replicas: 1, imageTag: 'latest', resources: small, network: mainnet, config };
export type Env = AppEnvironment<typeof base>;

/** What varies between the environments. `network` and `config` are entries of the ConfigMap. */
export const settings: SettingsTable<typeof base, EnvironmentName> = {
  base,
  staging: { imageTag: 'staging', network: testnet, config: { LOG_LEVEL: 'debug', SETTLEMENT_ENABLED: 'true' } },
  production: { replicas: 2, imageTag: 'production', resources: large, network: mainnet, config },
};
