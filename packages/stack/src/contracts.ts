import { contract } from '@k8s-blocks/topology';

/** The ledger: three replicas that agree by consensus. Its selectors have the name only, and are immutable. */
export const tigerbeetle = contract({
  name: 'tigerbeetle',
  title: 'TigerBeetle',
  identity: { name: 'tigerbeetle', component: 'accounting-database' },
  selectedBy: 'name',
  workload: 'StatefulSet',
  ports: { tigerbeetle: { port: 3000, services: ['tigerbeetle', 'tigerbeetle-headless'] } },
});

/** The business logic server (BLS, `http`) and the Nostr relay (`ws`), in one pod. */
export const agentSociety = contract({
  name: 'agent-society',
  ports: {
    http: { port: 3100, scheme: 'http' },
    ws: { port: 7100, scheme: 'ws', services: ['agent-society-relay'] },
  },
  secrets: { NOSTR_SECRET_KEY: 'REPLACE_WITH_REAL_KEY' },
});

/** The ILP middleware. Mind the names: its namespace is `agent-runtime-core`, that of the connector is `agent-runtime`. */
export const agentRuntime = contract({
  name: 'agent-runtime',
  title: 'agent-runtime-core',
  namespace: 'agent-runtime-core',
  identity: { name: 'agent-runtime-core', component: 'agent-runtime' },
  ports: { http: { port: 3100, scheme: 'http' } },
  secrets: { CONNECTOR_BTP_AUTH_TOKEN: 'REPLACE_WITH_REAL_TOKEN' },
});

/** The ILP connector: BTP towards its peers, the Admin API, health and metrics, and the explorer. */
export const connector = contract({
  name: 'connector',
  namespace: 'agent-runtime',
  identity: { name: 'agent-runtime', component: 'connector' },
  ports: {
    btp: { port: 4000, scheme: 'ws' },
    health: { port: 8080, scheme: 'http' },
    admin: { port: 8081, scheme: 'http' },
    explorer: { port: 5173, scheme: 'http', services: ['connector-explorer'] },
  },
  secrets: {
    EVM_PRIVATE_KEY: 'REPLACE_WITH_REAL_KEY',
    XRP_SEED: 'REPLACE_WITH_REAL_SEED',
    APTOS_PRIVATE_KEY: 'REPLACE_WITH_REAL_KEY',
    M2M_TOKEN_ADDRESS: 'REPLACE_WITH_CONTRACT_ADDRESS',
    TOKEN_NETWORK_REGISTRY: 'REPLACE_WITH_CONTRACT_ADDRESS',
    ADMIN_API_KEY: 'REPLACE_WITH_REAL_KEY',
  },
});
