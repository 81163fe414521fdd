import type { Endpoint, IPBlock, LabelSelector, Labels, NetworkPolicyPeer } from '@k8s-blocks/reachability';
import { addressesOf } from './block-addresses.ts';
import type { BuiltStack } from './built-stack.ts';
import type { DeclaredConnection, NamespaceParty, Party } from './connection.ts';
import {
  blocksOf,
  hasLabels,
  INTERNET,
  includes,
  isAnywhereOutside,
  isOnNodes,
  OTHER_NAMESPACE,
  OTHER_POD,
} from './party.ts';
import { edgesOfBlocks } from './policy-edges.ts';

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Who stands for a party: its pods in the build; for one outside, its addresses, or a pod that could be of it. */
export function endpointsOf(party: Party, stack: BuiltStack): readonly Endpoint[] {
  if (party === 'anywhere') return [INTERNET, OTHER_POD];
  if (!('namespace' in party)) return addressesIn(blocksOf(party) ?? [], stack);
  const inNamespace = stack.workloadsIn(party.namespace).map(({ pod }) => pod);
  const pods = inNamespace.filter((pod) => includes(party, pod));
  if (pods.length > 0 || isExpected(party, stack)) return pods;
  return [{ namespace: party.namespace, labels: party.pods ?? {} }];
}

/**
 * Who is tried for a party where policies are asked: in groups, of each of which one must be let through. A host whose addresses
 * are not known may be at any, and pods in the network of their nodes have the addresses of these. Where the party is not declared
 * to be there, the rule `unisolated-workload` says so, and nobody is tried.
 */
export function alternativesOf(party: Party, stack: BuiltStack): readonly (readonly Endpoint[])[] {
  const addresses = () => {
    const all = addressesIn(blocksOf(party) ?? [], stack);
    return isAnywhereOutside(party) ? [all] : all.map((each) => [each]);
  };
  if (party !== 'anywhere' && !('namespace' in party)) return addresses();
  return endpointsOf(party, stack).flatMap((each) => {
    if ('ip' in each || each.hostNetwork !== true) return [[each]];
    return isOnNodes(party) ? addresses() : [];
  });
}

function addressesIn(blocks: readonly IPBlock[], { addressEdges }: BuiltStack): readonly Endpoint[] {
  return blocks.flatMap((block) => addressesOf(block, addressEdges));
}

/** Whether the build must have pods of the party: it has others there, or calls them through its Services. */
function isExpected({ namespace, pods }: NamespaceParty, { connectionsTo, workloadsIn }: BuiltStack): boolean {
  if (pods === undefined) return false;
  return workloadsIn(namespace).length > 0 || connectionsTo(namespace).some((each) => isServed(each, pods));
}

function isServed({ to, services = [] }: DeclaredConnection, pods: Labels): boolean {
  if (services.length === 0 || to === 'anywhere' || !('pods' in to) || to.pods === undefined) return false;
  return hasLabels(pods, to.pods) && hasLabels(to.pods, pods);
}

/**
 * The endpoints with the fewest labels that a peer selects: whatever else it selects has more labels. So a declaration that
 * includes these witnesses includes everything that the peer selects. (`NotIn` and `DoesNotExist` select those without the
 * label.)
 *
 * @param namespace that of the policy.
 * @param connections those whose ends the witnesses are compared with.
 */
export function witnessesOf(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  namespace: string,
  connections: readonly DeclaredConnection[],
): Endpoint[] {
  if (ipBlock !== undefined) return addressesOf(ipBlock, edgesOfBlocks(connections.flatMap(blocksOfEnds)));
  if (podSelector === undefined && namespaceSelector === undefined) return [];
  const labels = minimalLabels(podSelector ?? {});
  if (namespaceSelector === undefined) return labels.map((each) => ({ namespace, labels: each }));
  return minimalLabels(namespaceSelector).flatMap((namespaceLabels) =>
    labels.map((each) => ({
      namespace: namespaceLabels[NAMESPACE_NAME] ?? OTHER_NAMESPACE,
      namespaceLabels,
      labels: each,
    })),
  );
}

function blocksOfEnds({ from, to }: DeclaredConnection): IPBlock[] {
  return [from, to].flatMap((party) => blocksOf(party) ?? []);
}

/** The most witnesses of one peer that are tried: each `In` multiplies them by the number of its values, each exception of a block adds one. */
export const MAX_WITNESSES = 1000;

/** How many witnesses a peer has: more than {@link MAX_WITNESSES} are not to be asked for. */
export function countWitnesses({ podSelector = {}, namespaceSelector = {}, ipBlock }: NetworkPolicyPeer): number {
  if (ipBlock !== undefined) return 1 + (ipBlock.except?.length ?? 0);
  return [podSelector, namespaceSelector]
    .flatMap(({ matchExpressions = [] }) => matchExpressions)
    .reduce((count, { operator, values = [] }) => (operator === 'In' ? count * values.length : count), 1);
}

/** The smallest sets of labels that a selector selects: one for each value that it allows. */
function minimalLabels({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Labels[] {
  return matchExpressions.reduce<Labels[]>(
    (sets, { key, operator, values = [] }) => {
      if (operator === 'Exists') return sets.map((labels) => ({ [key]: 'any', ...labels }));
      if (operator !== 'In') return sets;
      return sets.flatMap((labels) => values.map((value) => ({ ...labels, [key]: value })));
    },
    [matchLabels],
  );
}
