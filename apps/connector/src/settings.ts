import type { AppEnvironment, SettingsTable } from '@k8s-blocks/app';
import type { EnvironmentName } from '@k8s-blocks/stack';

/** What varies between the environments of the connector. */
export interface Settings {
  readonly replicas: number;
  readonly imageTag: string;
  readonly resources: Record<'requests' | 'limits', { memory: string; cpu: string }>;
  /** Entries of the ConfigMap. */
  readonly network: Record<
    'NETWORK_MODE' | 'BASE_RPC_URL' | 'BASE_L2_RPC_URL' | 'XRPL_WSS_URL' | 'APTOS_NODE_URL',
    string
  >;
  readonly config: Record<'LOG_LEVEL' | 'SETTLEMENT_ENABLED' | 'PROMETHEUS_ENABLED', string>;
}

export type Env = AppEnvironment<Settings>;

const mainnet: Settings['network'] = {
  NETWORK_MODE: 'mainnet',
  BASE_RPC_URL: 'https://mainnet.base.org',
  BASE_L2_RPC_URL: 'https://mainnet.base.org',
  XRPL_WSS_URL: 'wss://xrplcluster.com',
  APTOS_NODE_URL: 'https://fullnode.mainnet.aptoslabs.com/v1',
};

const testnet: Settings['network'] = {
  NETWORK_MODE: 'testnet',
  BASE_RPC_URL: 'https://sepolia.base.org',
  BASE_L2_RPC_URL: 'https://sepolia.base.org',
  XRPL_WSS_URL: 'wss://s.altnet.rippletest.net:51233',
  APTOS_NODE_URL: 'https://fullnode.testnet.aptoslabs.com/v1',
};

export const settings: SettingsTable<Settings, EnvironmentName> = {
  base: {
    replicas: 1,
    imageTag: 'latest',
    resources: { requests: { memory: '512Mi', cpu: '250m' }, limits: { memory: '1Gi', cpu: '1000m' } },
    network: mainnet,
    config: { LOG_LEVEL: 'info', SETTLEMENT_ENABLED: 'true', PROMETHEUS_ENABLED: 'true' },
  },
  staging: {
    imageTag: 'staging',
    network: testnet,
    config: { LOG_LEVEL: 'debug', SETTLEMENT_ENABLED: 'true' },
  },
  production: {
    replicas: 2,
    imageTag: 'production',
    resources: { requests: { memory: '1Gi', cpu: '500m' }, limits: { memory: '2Gi', cpu: '2000m' } },
    network: mainnet,
    config: { LOG_LEVEL: 'info', SETTLEMENT_ENABLED: 'true', PROMETHEUS_ENABLED: 'true' },
  },
};
