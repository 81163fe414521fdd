import { comment } from '@k8s-blocks/comments';
import { groupBy } from '@k8s-blocks/manifest';
import { declaredTraffic, type Environment, type Stack, type Traffic } from '@k8s-blocks/topology';

/** The name of the file in which the ClusterNetworkPolicy of a stack is, beside the kustomization of an environment. */
export const STACK_POLICY_FILE = 'clusternetworkpolicy.yaml';

/** A label selector. */
interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

/** A party of a rule of a {@link ClusterNetworkPolicy}: one field of these. */
export interface ClusterNetworkPolicyPeer {
  namespaces?: LabelSelector;
  pods?: { namespaceSelector: LabelSelector; podSelector: LabelSelector };
  networks?: string[];
  [field: string]: unknown;
}

/** A rule of a {@link ClusterNetworkPolicy}: the first that matches decides. */
export interface ClusterNetworkPolicyRule {
  name?: string;
  action: 'Accept' | 'Deny' | 'Pass';
  from?: ClusterNetworkPolicyPeer[];
  to?: ClusterNetworkPolicyPeer[];
  protocols?: Record<string, unknown>[];
  [field: string]: unknown;
}

/**
 * A ClusterNetworkPolicy, as far as it is written here; any other field is set by spreading.
 *
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export interface ClusterNetworkPolicy {
  apiVersion: 'policy.networking.k8s.io/v1alpha2';
  kind: 'ClusterNetworkPolicy';
  metadata: { name: string; labels?: Record<string, string>; [field: string]: unknown };
  spec: {
    tier: 'Admin' | 'Baseline';
    priority: number;
    subject: Pick<ClusterNetworkPolicyPeer, 'namespaces' | 'pods'>;
    ingress: ClusterNetworkPolicyRule[];
    egress: ClusterNetworkPolicyRule[];
    [field: string]: unknown;
  };
}

/** Every pod of the cluster that is not in the network of its node. */
const EVERY_POD: ClusterNetworkPolicyPeer = { namespaces: {} };

/**
 * The ClusterNetworkPolicy of a whole stack in an environment that has one; undefined in others. For the pods of the stack's
 * namespaces that no other policy is for, such as one that is started by hand: they resolve names, and reach and are reached by
 * nobody else. From outside of the cluster they are still reached: this kind of policy knows no such callers.
 *
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export function clusterNetworkPolicy<Name extends string>(
  stack: Stack<Name>,
  environmentName: Name | 'base',
): ClusterNetworkPolicy | undefined {
  const environment: Environment = stack.environments[environmentName];
  const services = stack.servicesIn(environmentName);
  if (environment.clusterNetworkPolicy === undefined || services.length === 0) return undefined;
  const { name, priority } = environment.clusterNetworkPolicy;
  const namespaces = services.map((service) => stack.serviceIn(service, environmentName).namespace);
  const labels = Object.keys(stack.labels).length === 0 ? {} : { labels: { ...stack.labels } };
  const policy: ClusterNetworkPolicy = {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name, ...labels },
    spec: {
      tier: 'Baseline',
      priority,
      subject: { namespaces: inNamespaces([...new Set(namespaces)]) },
      ingress: [comment('Nobody of the cluster.', { action: 'Deny', from: [EVERY_POD] })],
      egress: [
        ...nameResolution(declaredTraffic(stack, environmentName)),
        comment('Nothing else.', { action: 'Deny', to: [EVERY_POD, { networks: ['0.0.0.0/0', '::/0'] }] }),
      ],
    },
  };
  return comment(
    `What the pods of the stack in ${environmentName} may do that no other policy is for: resolve names.\n` +
      'It is asked after their own policies, and only where there are none.',
    policy,
  );
}

function inNamespaces(names: readonly string[]): LabelSelector {
  return { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [...names] }] };
}

/** Whom the services ask for names is the same for all. */
function nameResolution(traffic: readonly Traffic[]): ClusterNetworkPolicyRule[] {
  const resolving = traffic.filter(({ resolvesNames }) => resolvesNames === true);
  const distinct = groupBy(resolving, ({ to, ports }) => [JSON.stringify([to, ports])]);
  return [...distinct.values()].flatMap(([first]) => {
    const to = first === undefined ? undefined : peerOf(first);
    if (first === undefined || to === undefined) return [];
    const protocols = first.ports.map(({ number, protocol }) => ({
      [protocol.toLowerCase()]: { destinationPort: { number } },
    }));
    return [comment('Name resolution.', { action: 'Accept' as const, to: [to], protocols })];
  });
}

function peerOf({ to: { party } }: Traffic): ClusterNetworkPolicyPeer | undefined {
  if (party === 'anywhere') return undefined;
  if ('blocks' in party) return { networks: party.blocks.map(({ cidr }) => cidr) };
  if (!('namespace' in party)) return undefined;
  const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': party.namespace } };
  return { pods: { namespaceSelector, podSelector: { matchLabels: { ...party.pods } } } };
}
