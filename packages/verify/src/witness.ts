import type { Endpoint, IPBlock, LabelSelector, Labels, PolicyEntity, PolicyPeer } from '@k8s-blocks/reachability';
import { addressesOf } from './block-addresses.ts';
import type { BuiltStack } from './built-stack.ts';
import type { DeclaredConnection, NamespaceParty, Party } from './connection.ts';
import {
  API_SERVER,
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
  if (!('namespace' in party)) return addressesIn(party, stack);
  const inNamespace = stack.workloadsIn(party.namespace).map(({ pod }) => pod);
  const pods = inNamespace.filter((pod) => includes(party, pod));
  if (pods.length > 0 || isExpected(party, stack)) return pods;
  return [{ namespace: party.namespace, labels: party.pods ?? {} }];
}

/** The endpoints that stand for a party, in groups: one of each group must be let through. */
export type Alternatives = readonly (readonly Endpoint[])[];

/**
 * The endpoints that stand for a party when policies are evaluated: in groups, of each of which one must be let through. A host whose addresses
 * are not known may be at any, and pods in the network of their nodes have the addresses of these. Where the party is not declared
 * to be there, the rule `unisolated-workload` says so, and there are none.
 */
export function alternativesOf(party: Party, stack: BuiltStack): Alternatives {
  const addresses = () => {
    const all = addressesIn(party, stack);
    return isAnywhereOutside(party) ? [all] : all.map((each) => [each]);
  };
  if (party !== 'anywhere' && !('namespace' in party)) return addresses();
  return endpointsOf(party, stack).flatMap((each) => {
    if ('ip' in each || each.hostNetwork !== true) return [[each]];
    return isOnNodes(party) ? addresses() : [];
  });
}

/** Who is at the addresses of a party that is not said by the labels of pods. */
function addressesIn(party: Party, { addressEdges }: BuiltStack): readonly Endpoint[] {
  const ips = (blocksOf(party) ?? []).flatMap((block) => addressesOf(block, addressEdges)).map(({ ip }) => ip);
  return ips.map((ip) => atAddress(party, ip));
}

function atAddress(party: Party, ip: string): Endpoint {
  if (party === 'anywhere' || 'blocks' in party) return { ip };
  if ('host' in party) return { ip, host: nameMatching(party.host) };
  if ('apiServer' in party) return { ip, apiServer: true };
  return { namespace: party.namespace, labels: party.pods ?? {}, ips: [ip], hostNetwork: true };
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
  { podSelector, namespaceSelector, ipBlock, entity, host }: PolicyPeer,
  namespace: string,
  connections: readonly DeclaredConnection[],
): readonly Endpoint[] {
  if (entity !== undefined) return ENTITIES[entity];
  if (host !== undefined) return [{ ...INTERNET, host: nameMatching(host.pattern) }];
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

/** A pod in the network of its node, which stands for the nodes of the cluster. */
const NODE: Endpoint = { ...OTHER_POD, hostNetwork: true };

const ENTITIES: Readonly<Record<PolicyEntity, readonly Endpoint[]>> = {
  all: [INTERNET, OTHER_POD],
  world: [INTERNET],
  cluster: [OTHER_POD],
  nodes: [NODE],
  'kube-apiserver': [API_SERVER],
};

/** A name that a pattern matches, and that is not the name of a host unless the pattern is one. */
function nameMatching(pattern: string): string {
  return pattern.replace(/^\*\*\./, 'any.').replaceAll('*', 'any');
}

function blocksOfEnds({ from, to }: DeclaredConnection): IPBlock[] {
  return [from, to].flatMap((party) => blocksOf(party) ?? []);
}

/** The most witnesses of one peer that are tried: each `In` multiplies them by the number of its values, each exception of a block adds one. */
export const MAX_WITNESSES = 1000;

/** How many witnesses a peer has: more than {@link MAX_WITNESSES} are not to be asked for. */
export function countWitnesses({ podSelector = {}, namespaceSelector = {}, ipBlock }: PolicyPeer): number {
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
