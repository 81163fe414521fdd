import { isIP } from 'node:net';
import type { Endpoint, LabelSelector, Labels, NetworkPolicyPeer } from '@k8s-blocks/reachability';
import { INTERNET, OTHER_NAMESPACE } from './party.ts';

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/**
 * The endpoints with the fewest labels that a peer selects: whatever else it selects has more labels. So a declaration that
 * includes these witnesses includes everything that the peer selects. (`NotIn` and `DoesNotExist` select those without the
 * label.)
 *
 * @param namespace that of the policy.
 */
export function witnessesOf(
  { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer,
  namespace: string,
): Endpoint[] {
  if (ipBlock !== undefined) {
    const [ip = ''] = ipBlock.cidr.split('/');
    return isIP(ip) === 0 ? [] : [ipBlock.cidr.endsWith('/0') ? INTERNET : { ip }];
  }
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

/** The most witnesses of one peer that are tried: each `In` multiplies them by the number of its values. */
export const MAX_WITNESSES = 1000;

/** How many witnesses a peer has: more than {@link MAX_WITNESSES} are not to be asked for. */
export function countWitnesses({ podSelector = {}, namespaceSelector = {} }: NetworkPolicyPeer): number {
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
