import { anywhere, connection, formatStartOrder, outsideNamespace, stack } from '@k8s-blocks/topology';
import { agentRuntime, agentSociety, connector, tigerbeetle } from './contracts.ts';

const monitoring = outsideNamespace('monitoring');

/**
 * The map of the whole system, on one page: its services, their environments, and who calls whom. Addresses, network policies
 * and the start order of every service derive from it; every workload may also resolve names.
 */
export const system = stack({
  services: [tigerbeetle, agentSociety, agentRuntime, connector],
  environments: {
    base: {},
    // One tool an environment: two would undo each other's work.
    staging: { suffix: '-staging', annotations: { environment: 'staging' }, gitops: 'flux' },
    production: {
      annotations: { environment: 'production' },
      production: true,
      secretsProvided: true,
      gitops: {
        tool: 'argocd',
        repoURL: 'https://git.example.com/agent-runtime/k8s-blocks.git',
        targetRevision: 'main',
      },
    },
  },
  labels: { 'app.kubernetes.io/part-of': 'agent-runtime', 'app.kubernetes.io/managed-by': 'kustomize' },
  connections: [
    connection(agentRuntime, agentSociety.ports.http, 'hand a payment to the business logic'),
    connection(agentSociety, agentSociety.ports.ws, 'relay to relay, peer discovery'),
    connection(agentRuntime, agentSociety.ports.ws, 'read the relay'),
    connection(agentSociety, connector.ports.admin, 'open and list payment channels', { needed: 'later' }),
    connection(agentSociety, agentRuntime.ports.http, 'send packets, /ilp/send', { needed: 'later' }),
    connection(connector, agentRuntime.ports.http, 'deliver inbound packets, /ilp/packets'),
    connection(agentRuntime, connector.ports.btp, 'inject outbound packets', { needed: 'later' }),
    connection(connector, tigerbeetle.ports.tigerbeetle, 'accounting'),
    connection(tigerbeetle, tigerbeetle.ports.tigerbeetle, 'consensus between replicas'),
    connection(anywhere, connector.ports.btp, 'external BTP peers'),
    connection(anywhere, connector.ports.health, 'health and metrics'),
    connection(anywhere, connector.ports.explorer, 'the explorer'),
    connection(connector, anywhere.port(443), 'chain RPC endpoints'),
    connection(connector, anywhere.port(6006), 'XRP Ledger'),
    connection(connector, anywhere.port(51233), 'XRP Ledger testnet', { environments: ['staging'] }),
    connection(connector, monitoring.port(9090), 'Prometheus'),
    connection(connector, monitoring.port(4318), 'OpenTelemetry'),
  ],
});

export default system;

/** The environments of the system. */
export type EnvironmentName = keyof typeof system.environments;

/**
 * The start order of the four services that the system began with, for the comments of their workloads. A service that is
 * added later is not in it: each new one would change files of all others, where parallel pull requests collide.
 */
export const coreStartOrder = formatStartOrder(
  system.startOrder.filter((service) => [tigerbeetle, agentSociety, agentRuntime, connector].includes(service)),
);
