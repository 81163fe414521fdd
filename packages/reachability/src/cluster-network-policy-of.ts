import { type Fields, fieldsOf, integerOf, isAbsent, listOf, textOf } from '@k8s-blocks/manifest';
import { entriesOf, labelSelectorOf } from './label-selector-of.ts';
import type { Protocol } from './model.ts';
import type {
  Policy,
  PolicyAction,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
  PolicySubject,
  UnjudgedPart,
} from './policy.ts';

/** What selects nothing, in place of what no API server takes. */
const NOTHING = { matchExpressions: [{ key: '', operator: 'In', values: [] }] };

/** What no port is, since none has an empty name. */
const NO_PORT: PolicyPort = { protocol: 'TCP', port: '' };

const PROTOCOLS: readonly Protocol[] = ['TCP', 'UDP', 'SCTP'];

/**
 * The policy that a manifest of kind ClusterNetworkPolicy describes. Of what no API server takes, as of what is not understood,
 * "for Accept rules, fail closed means: treat the rule as matching no traffic. For Deny and Pass rules, fail closed means: treat
 * the rule as a Deny all rule".
 *
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export function clusterNetworkPolicyOf(name: string, manifest: Fields): Policy {
  const spec = fieldsOf(manifest.spec);
  const unjudged: UnjudgedPart[] = [];
  const rulesOf = (list: 'ingress' | 'egress') =>
    listOf(spec[list]).map((rule, index) => ruleOf(fieldsOf(rule), list, `spec.${list}[${index}]`, unjudged));
  return {
    kind: 'ClusterNetworkPolicy',
    name,
    tier: spec.tier === 'Admin' ? 'Admin' : 'Baseline',
    priority: integerOf(spec.priority) ?? 0,
    subject: subjectOf(fieldsOf(spec.subject)),
    policyTypes: [],
    ingress: rulesOf('ingress'),
    egress: rulesOf('egress'),
    proxiedHosts: [],
    unjudged,
  };
}

function subjectOf({ namespaces, pods }: Fields): PolicySubject {
  const selectors = isAbsent(namespaces) ? podsOf(pods) : { namespaceSelector: labelSelectorOf(namespaces) ?? {} };
  return { podSelector: isAbsent(pods) && isAbsent(namespaces) ? NOTHING : {}, ...selectors, field: 'spec.subject' };
}

function podsOf(value: unknown) {
  const { namespaceSelector, podSelector } = fieldsOf(value);
  return {
    namespaceSelector: labelSelectorOf(namespaceSelector) ?? {},
    podSelector: labelSelectorOf(podSelector) ?? {},
  };
}

function ruleOf(rule: Fields, list: 'ingress' | 'egress', field: string, unjudged: UnjudgedPart[]): PolicyRule {
  const name = list === 'ingress' ? 'from' : 'to';
  const peers = listOf(rule[name]).map((peer, index) =>
    peersOf(fieldsOf(peer), `${field}.${name}[${index}]`, unjudged),
  );
  const action = actionOf(rule.action);
  if (action === undefined || peers.length === 0 || peers.some((each) => each === undefined)) {
    if (action === 'Accept') return { action, peers: [{ field }], ports: [], field };
    return { action: 'Deny', peers: [], ports: [], field };
  }
  const ports = entriesOf(rule.protocols, (each) => portsOf(fieldsOf(each)), [NO_PORT]).flat();
  return { action, peers: peers.flatMap((each) => each ?? []), ports, field };
}

function actionOf(value: unknown): PolicyAction | undefined {
  return value === 'Accept' || value === 'Deny' || value === 'Pass' ? value : undefined;
}

/** The peers that one entry is; undefined if it has no field that is known. */
function peersOf(peer: Fields, field: string, unjudged: UnjudgedPart[]): readonly PolicyPeer[] | undefined {
  if (!isAbsent(peer.namespaces)) return [{ field, namespaceSelector: labelSelectorOf(peer.namespaces) ?? NOTHING }];
  if (!isAbsent(peer.pods)) return [{ field, ...podsOf(peer.pods) }];
  if (!isAbsent(peer.networks)) return listOf(peer.networks).flatMap((cidr) => networkPeers(textOf(cidr) ?? '', field));
  if (!isAbsent(peer.domainNames)) {
    return listOf(peer.domainNames).map((each) => ({
      field,
      host: { pattern: (textOf(each) ?? '').replace(/^\*\./, '**.'), needsDnsProxy: false },
    }));
  }
  if (isAbsent(peer.nodes)) return undefined;
  const { matchLabels = {}, matchExpressions = [] } = labelSelectorOf(peer.nodes) ?? {};
  if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) return [{ field, entity: 'nodes' }];
  const problem = 'Nodes by their labels are not known here, and judged as if there were none.';
  unjudged.push({ field: `${field}.nodes`, problem });
  return [{ field }];
}

/**
 * "If you Accept or Deny traffic to 0.0.0.0/0, that will allow or deny all IPv4 pod-to-pod traffic as well": also of pods whose
 * addresses are not known here.
 */
function networkPeers(cidr: string, field: string): readonly PolicyPeer[] {
  const block = { field, ipBlock: { cidr } };
  return cidr.endsWith('/0') ? [block, { field, namespaceSelector: {} }] : [block];
}

function portsOf(fields: Fields): readonly PolicyPort[] {
  const name = textOf(fields.destinationNamedPort);
  if (name !== undefined) return PROTOCOLS.map((protocol) => ({ protocol, port: name }));
  const protocol = PROTOCOLS.find((each) => !isAbsent(fields[each.toLowerCase()]));
  if (protocol === undefined) return [NO_PORT];
  const { destinationPort } = fieldsOf(fields[protocol.toLowerCase()]);
  if (isAbsent(destinationPort)) return [{ protocol }];
  const { number, range } = fieldsOf(destinationPort);
  const { start, end } = fieldsOf(range);
  if (isAbsent(range)) return [{ protocol, port: integerOf(number) ?? '' }];
  return [{ protocol, port: integerOf(start) ?? '', endPort: integerOf(end) ?? 0 }];
}
