import { shortName } from '@k8s-blocks/manifest';
import type { LabelSelector, Policy, PolicyPeer, PolicyPort } from '@k8s-blocks/reachability';
import { formatList } from '@k8s-blocks/refusal';

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Whom and which ports a rule lets through or denies, in words. */
export interface RuleInWords {
  /** `app=web in namespace shop`, `10.0.0.0/8`; `anywhere` if it names nobody. */
  readonly peers: readonly string[];
  /** `port 8080/TCP`, `every port`. */
  readonly ports: string;
}

/**
 * A rule in words. Undefined if none of the policies has such a rule.
 *
 * @param field where it stands: `spec.egress[2]`.
 */
export function describeRule(policies: readonly Policy[], field: string): RuleInWords | undefined {
  const rules = policies.flatMap(({ egress, ingress }) => [...egress, ...ingress]);
  const rule = rules.find((each) => each.field === field);
  if (rule === undefined) return undefined;
  const peers = rule.peers.slice(0, MAX_PEERS).map(describePeer);
  const more = rule.peers.length > MAX_PEERS ? [`${rule.peers.length - MAX_PEERS} others`] : [];
  return { peers: peers.length === 0 ? ['anywhere'] : [...peers, ...more], ports: describePorts(rule.ports) };
}

/** Of more peers of one rule the first are said. */
const MAX_PEERS = 50;

function describePeer({ podSelector, namespaceSelector, ipBlock, entity, host }: PolicyPeer): string {
  if (entity !== undefined) return entity;
  if (host !== undefined) return shortName(host.pattern);
  if (ipBlock !== undefined) {
    const { cidr, except = [] } = ipBlock;
    return except.length === 0 ? cidr : `${cidr} without ${formatList(except)}`;
  }
  const pods = podSelector === undefined ? 'all pods' : describeSelector(podSelector, 'all pods');
  return namespaceSelector === undefined ? pods : `${pods} in ${describeNamespaces(namespaceSelector)}`;
}

function describeNamespaces(selector: LabelSelector): string {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const name = matchLabels[NAMESPACE_NAME];
  const isNameAlone = name !== undefined && Object.keys(matchLabels).length === 1 && matchExpressions.length === 0;
  if (isNameAlone) return `namespace ${shortName(name)}`;
  return `namespaces with ${describeSelector(selector, 'any labels')}`;
}

function describeSelector({ matchLabels = {}, matchExpressions = [] }: LabelSelector, all: string): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${shortName(key)}=${shortName(value)}`);
  const expressions = matchExpressions.map(({ key, operator, values = [] }) =>
    [shortName(key), operator, ...(values.length === 0 ? [] : [`(${formatList(values, shortName)})`])].join(' '),
  );
  const parts = [...labels, ...expressions];
  return parts.length === 0 ? all : parts.join(' ');
}

function describePorts(ports: readonly PolicyPort[]): string {
  if (ports.length === 0) return 'every port';
  const texts = ports.map(({ port, endPort, protocol }) => {
    if (port === undefined) return `every port of ${protocol}`;
    return `${endPort === undefined ? port : `${port}-${endPort}`}/${protocol}`;
  });
  return `port ${formatList(texts)}`;
}
