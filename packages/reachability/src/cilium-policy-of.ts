import { type Fields, fieldsOf, isAbsent, isFields, listOf } from '@k8s-blocks/manifest';
import { ciliumPeersOf } from './cilium-peers-of.ts';
import { ciliumPortsOf, type Note, proxiedHostsOf } from './cilium-ports-of.ts';
import { type CiliumSelector, ciliumSelectorOf, withoutNamespace } from './cilium-selector-of.ts';
import type { Policy, PolicyAction, PolicyRule, PolicyType, UnjudgedPart } from './policy.ts';

/** The names of the lists of rules of each direction. */
const LISTS = {
  Ingress: { Accept: 'ingress', Deny: 'ingressDeny', peers: 'from' },
  Egress: { Accept: 'egress', Deny: 'egressDeny', peers: 'to' },
} as const;

/**
 * The policies that a manifest of kind CiliumNetworkPolicy, or, without a namespace, CiliumClusterwideNetworkPolicy describes:
 * one for its `spec`, and one for each of its `specs`. A part that is not understood matches nothing.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/
 */
export function ciliumPoliciesOf(namespace: string | undefined, name: string, manifest: Fields): readonly Policy[] {
  const specs = listOf(manifest.specs).map((spec, index) => ({ spec: fieldsOf(spec), field: `specs[${index}]` }));
  const all = isFields(manifest.spec) ? [{ spec: manifest.spec, field: 'spec' }, ...specs] : specs;
  return all.map(({ spec, field }) => policyOf(namespace, name, spec, field));
}

function policyOf(namespace: string | undefined, name: string, spec: Fields, field: string): Policy {
  const unjudged: UnjudgedPart[] = [];
  const note: Note = (at, problem) => unjudged.push({ field: at, problem });
  const isClusterwide = namespace === undefined;
  const subject = subjectOf(spec, field, isClusterwide, note);
  const rulesOf = (direction: PolicyType) =>
    (['Accept', 'Deny'] as const).flatMap((action) => {
      const list = LISTS[direction][action];
      return listOf(spec[list]).map((rule, index) =>
        ruleOf(fieldsOf(rule), action, direction, { field: `${field}.${list}[${index}]`, isClusterwide, note }),
      );
    });
  return {
    kind: isClusterwide ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy',
    ...(isClusterwide ? {} : { namespace }),
    name,
    tier: 'NetworkPolicy',
    priority: 0,
    subject,
    policyTypes: policyTypesOf(spec),
    ingress: rulesOf('Ingress'),
    egress: rulesOf('Egress'),
    proxiedHosts: listOf(spec.egress).flatMap((rule) => proxiedHostsOf(fieldsOf(rule).toPorts)),
    unjudged,
  };
}

/** Policies of the whole cluster are for the pods of all namespaces, unless they name some. */
function subjectOf(spec: Fields, field: string, isClusterwide: boolean, note: Note): Policy['subject'] {
  if (!isAbsent(spec.nodeSelector)) {
    note(`${field}.nodeSelector`, 'Policies for nodes are not judged.');
    return { podSelector: NOTHING.podSelector, field: `${field}.nodeSelector` };
  }
  const read = ciliumSelectorOf(spec.endpointSelector) ?? NOTHING;
  const selector = isClusterwide ? { namespaceSelector: {}, ...read } : withoutNamespace(read);
  const { problem, ...selectors } = selector;
  if (problem !== undefined) note(`${field}.endpointSelector`, problem);
  return { ...selectors, field: `${field}.endpointSelector` };
}

/** What selects no pod: Cilium refuses a policy without a selector. */
const NOTHING: CiliumSelector = { podSelector: { matchExpressions: [{ key: '', operator: 'In', values: [] }] } };

/** "If not specified, the default is true for each traffic direction that has rules, and false otherwise." */
function policyTypesOf(spec: Fields): readonly PolicyType[] {
  const given = fieldsOf(spec.enableDefaultDeny);
  return (['Ingress', 'Egress'] as const).filter((direction) => {
    const { Accept: allowed, Deny: denied } = LISTS[direction];
    const hasRules = listOf(spec[allowed]).length > 0 || listOf(spec[denied]).length > 0;
    const said = given[direction === 'Ingress' ? 'ingress' : 'egress'];
    return typeof said === 'boolean' ? said : hasRules;
  });
}

function ruleOf(
  rule: Fields,
  action: PolicyAction,
  direction: PolicyType,
  location: { readonly field: string; readonly isClusterwide: boolean; readonly note: Note },
): PolicyRule {
  const { field, note } = location;
  if (fieldsOf(rule.authentication).mode === 'required') {
    note(`${field}.authentication`, 'That it lets through only authenticated traffic is not judged.');
  }
  // Rules for ICMP let through nothing else.
  const isIcmp = listOf(rule.icmps).length > 0;
  return {
    action,
    field,
    peers: isIcmp ? [{ field }] : ciliumPeersOf(rule, LISTS[direction].peers, location),
    ports: ciliumPortsOf(rule.toPorts, `${field}.toPorts`, note),
  };
}
