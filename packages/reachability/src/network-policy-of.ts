import { type Fields, fieldsOf, integerOf, isAbsent, isFields, listOf, textOf } from '@k8s-blocks/manifest';
import { entriesOf, labelSelectorOf } from './label-selector-of.ts';
import type { IPBlock, Policy, PolicyPeer, PolicyPort, PolicyRule, PolicyType } from './policy.ts';
import { protocolOf } from './protocol.ts';

/** What is read in place of a part that no API server would accept: it matches nothing. */
const NO_PORT = { protocol: 'TCP', port: '' } as const;

/**
 * The policy that a manifest of kind NetworkPolicy describes, with the defaults of the API server. A part that the API
 * server would refuse matches nothing, so that a policy that is not understood never allows more.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export function networkPolicyOf(namespace: string, name: string, manifest: Fields): Policy {
  const spec = fieldsOf(manifest.spec);
  return {
    kind: 'NetworkPolicy',
    namespace,
    name,
    tier: 'NetworkPolicy',
    priority: 0,
    subject: { podSelector: labelSelectorOf(spec.podSelector) ?? {}, field: 'spec.podSelector' },
    policyTypes: policyTypesOf(spec),
    ingress: listOf(spec.ingress).map((rule, index) => ruleOf(rule, `spec.ingress[${index}]`, 'from')),
    egress: listOf(spec.egress).map((rule, index) => ruleOf(rule, `spec.egress[${index}]`, 'to')),
    proxiedHosts: [],
    unjudged: [],
  };
}

/** "Ingress will always be set and Egress will be set if the NetworkPolicy has any egress rules." */
function policyTypesOf(spec: Fields): readonly PolicyType[] {
  const given = listOf(spec.policyTypes);
  if (given.length > 0) return given.filter((type) => type === 'Ingress' || type === 'Egress');
  return listOf(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** An empty entry of a list (null) is an empty rule, as the API server reads it: it allows everything. */
function ruleOf(value: unknown, field: string, list: 'from' | 'to'): PolicyRule {
  const rule = { action: 'Accept', field } as const;
  if (isAbsent(value)) return { ...rule, peers: [], ports: [] };
  if (!isFields(value)) return { ...rule, peers: [{ field }], ports: [] };
  return {
    ...rule,
    peers: entriesOf(value[list], (peer, index) => peerOf(peer, `${field}.${list}[${index}]`), { field }),
    ports: entriesOf(value.ports, portOf, NO_PORT),
  };
}

function peerOf(value: unknown, field: string): PolicyPeer {
  const fields = fieldsOf(value);
  const podSelector = labelSelectorOf(fields.podSelector);
  const namespaceSelector = labelSelectorOf(fields.namespaceSelector);
  return {
    field,
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

function portOf(value: unknown): PolicyPort {
  const fields = fieldsOf(value);
  const protocol = protocolOf(fields.protocol);
  const port = isAbsent(fields.port) ? undefined : (integerOf(fields.port) ?? textOf(fields.port) ?? '');
  const endPort = isAbsent(fields.endPort) ? undefined : (integerOf(fields.endPort) ?? 0);
  const isWellFormed = isAbsent(value) || isFields(value);
  if (protocol === undefined || !isWellFormed) return NO_PORT;
  return {
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(endPort === undefined ? {} : { endPort }),
  };
}
