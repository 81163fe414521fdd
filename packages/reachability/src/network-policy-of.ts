import { type Fields, fieldsOf, integerOf, isAbsent, isFields, listOf, textOf } from '@k8s-blocks/manifest';
import { entriesOf, labelSelectorOf } from './label-selector-of.ts';
import type {
  IPBlock,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  PolicyType,
} from './model.ts';
import { protocolOf } from './protocol.ts';

/** What is read in place of a part that no API server would accept: it matches nothing. */
const NOTHING = {
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
    podSelector: labelSelectorOf(spec.podSelector) ?? {},
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

function peerOf(value: unknown): NetworkPolicyPeer {
  const fields = fieldsOf(value);
  const podSelector = labelSelectorOf(fields.podSelector);
  const namespaceSelector = labelSelectorOf(fields.namespaceSelector);
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
