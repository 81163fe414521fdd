import { type Fields, fieldsOf, integerOf, isAbsent, isFields, listOf, textOf } from '@k8s-blocks/manifest';
import type {
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  PolicyType,
} from './model.ts';
import { protocolOf } from './protocol.ts';

/** What is read in place of a part that no API server would accept: it matches nothing. */
const NOTHING = {
  selector: { matchExpressions: [{ key: '', operator: 'In', values: [] }] },
  peer: {},
  port: { protocol: 'TCP', port: '' },
  rule: { peers: [{}], ports: [] },
} as const;

/**
 * The policy that a manifest of kind NetworkPolicy describes, with the defaults of the API server. A part that the API
 * server would refuse matches nothing, so that a policy that is not understood never allows more.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function networkPolicyOf(namespace: string, name: string, manifest: Fields): NetworkPolicy {
  const spec = fieldsOf(manifest.spec);
  return {
    namespace,
    name,
    podSelector: selectorOf(spec.podSelector) ?? {},
    policyTypes: policyTypesOf(spec),
    ingress: listOf(spec.ingress).map((rule) => ruleOf(rule, 'from')),
    egress: listOf(spec.egress).map((rule) => ruleOf(rule, 'to')),
  };
}

/** "Ingress will always be set and Egress will be set if the NetworkPolicy has any egress rules." */
function policyTypesOf(spec: Fields): readonly PolicyType[] {
  const given = listOf(spec.policyTypes);
  if (given.length > 0) return given.filter((type) => type === 'Ingress' || type === 'Egress');
  return listOf(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** An empty entry of a list (null) is an empty rule, as the API server reads it: it allows everything. */
function ruleOf(value: unknown, peers: 'from' | 'to'): NetworkPolicyRule {
  if (isAbsent(value)) return { peers: [], ports: [] };
  if (!isFields(value)) return NOTHING.rule;
  return {
    peers: entriesOf(value[peers], peerOf, NOTHING.peer),
    ports: entriesOf(value.ports, portOf, NOTHING.port),
  };
}

/** The entries of a list that may be absent. What is there but is not a list must not count as empty: that allows all. */
function entriesOf<T>(value: unknown, entryOf: (entry: unknown) => T, nothing: T): readonly T[] {
  if (isAbsent(value)) return [];
  return Array.isArray(value) ? value.map(entryOf) : [nothing];
}

function peerOf(value: unknown): NetworkPolicyPeer {
  const fields = fieldsOf(value);
  const podSelector = selectorOf(fields.podSelector);
  const namespaceSelector = selectorOf(fields.namespaceSelector);
  return {
    ...(podSelector === undefined ? {} : { podSelector }),
    ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
    ...(isAbsent(fields.ipBlock) ? {} : { ipBlock: ipBlockOf(fieldsOf(fields.ipBlock)) }),
  };
}

/** A malformed exception is kept as text that is not a CIDR: the whole block then matches nothing. */
function ipBlockOf(fields: Fields): IPBlock {
  const except = entriesOf(fields.except, (entry) => textOf(entry) ?? '', '');
  return { cidr: textOf(fields.cidr) ?? '', except };
}

function portOf(value: unknown): NetworkPolicyPort {
  const fields = fieldsOf(value);
  const protocol = protocolOf(fields.protocol);
  const port = isAbsent(fields.port) ? undefined : (integerOf(fields.port) ?? textOf(fields.port) ?? '');
  const endPort = isAbsent(fields.endPort) ? undefined : (integerOf(fields.endPort) ?? 0);
  const isWellFormed = isAbsent(value) || isFields(value);
  if (protocol === undefined || !isWellFormed) return NOTHING.port;
  return {
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(endPort === undefined ? {} : { endPort }),
  };
}

function selectorOf(value: unknown): LabelSelector | undefined {
  if (isAbsent(value)) return undefined;
  if (!isFields(value)) return NOTHING.selector;
  const { matchLabels, matchExpressions } = value;
  if (!isStringMap(matchLabels)) return NOTHING.selector;
  return {
    matchLabels: matchLabels ?? {},
    matchExpressions: entriesOf(matchExpressions, requirementOf, NOTHING.selector.matchExpressions[0]),
  };
}

function isStringMap(value: unknown): value is Readonly<Record<string, string>> | null | undefined {
  return isAbsent(value) || (isFields(value) && Object.values(value).every((entry) => typeof entry === 'string'));
}

function requirementOf(value: unknown): LabelSelectorRequirement {
  const fields = fieldsOf(value);
  const values = entriesOf(fields.values, textOf, undefined);
  if (values.includes(undefined)) return NOTHING.selector.matchExpressions[0];
  return {
    key: textOf(fields.key) ?? '',
    operator: textOf(fields.operator) ?? '',
    values: values.filter((entry) => entry !== undefined),
  };
}
