import { groupBy } from '@k8s-blocks/manifest';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { type CompiledSelector, compileSelector, labelText } from './label-selector.ts';
import type { NetworkPolicy, NetworkPolicyRule, PolicyType } from './model.ts';
import type { ResolvedEndpoint } from './resolved-endpoint.ts';
import type { PolicyName } from './verdict.ts';

/** A policy, compiled for many questions. */
export interface CompiledPolicy {
  readonly name: PolicyName;
  readonly selector: CompiledSelector;
  /** The rules of a direction; absent if the policy does not isolate in that direction. */
  readonly rules: Readonly<Partial<Record<PolicyType, readonly CompiledRule[]>>>;
}

/**
 * Finds the policies that isolate an endpoint in a direction: those of its namespace that select it and have that
 * policy type. None for an external address, and for a pod in its node's network: what a NetworkPolicy does to that is
 * undefined, and "the most common implementation" ignores the pod.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
 */
export type PolicyIndex = (endpoint: ResolvedEndpoint, direction: PolicyType) => readonly CompiledPolicy[];

/** Files each policy under the rarest label that its pods must have, so that a pod is compared with few policies. */
export function policyIndex(policies: readonly NetworkPolicy[]): PolicyIndex {
  const compiled = policies.map(compilePolicy);
  const sharing = groupBy(compiled, ({ selector }) => selector.required);
  const filed = groupBy(compiled.entries(), ([, { name, selector }]) => {
    const [rarest] = selector.required.toSorted((one, other) => countOf(sharing, one) - countOf(sharing, other));
    return [indexKey(name.namespace, rarest)];
  });
  const found = new WeakMap<ResolvedEndpoint, readonly CompiledPolicy[]>();
  return (endpoint, direction) => {
    const selecting = found.get(endpoint) ?? policiesSelecting(endpoint, filed);
    found.set(endpoint, selecting);
    return selecting.filter(({ rules }) => rules[direction] !== undefined);
  };
}

/** The policies that select the endpoint, in the cluster's order. */
function policiesSelecting(
  { selectable }: ResolvedEndpoint,
  filed: ReadonlyMap<string, readonly (readonly [position: number, policy: CompiledPolicy])[]>,
): readonly CompiledPolicy[] {
  if (selectable === undefined) return [];
  const { namespace, labels } = selectable;
  const places = [undefined, ...Object.entries(labels).map(([key, value]) => labelText(key, value))];
  return places
    .flatMap((label) => filed.get(indexKey(namespace, label)) ?? [])
    .filter(([, policy]) => policy.selector.matches(labels))
    .sort(([one], [other]) => one - other)
    .map(([, policy]) => policy);
}

function countOf(sharing: ReadonlyMap<string, readonly CompiledPolicy[]>, label: string): number {
  return sharing.get(label)?.length ?? 0;
}

function indexKey(namespace: string, label: string | undefined): string {
  return label === undefined ? namespace : `${namespace} ${label}`;
}

function compilePolicy({ namespace, name, podSelector, policyTypes, ingress, egress }: NetworkPolicy): CompiledPolicy {
  const compile = (rules: readonly NetworkPolicyRule[]) => rules.map((rule) => compileRule(rule, namespace));
  return {
    name: { namespace, name },
    selector: compileSelector(podSelector),
    rules: {
      ...(policyTypes.includes('Ingress') ? { Ingress: compile(ingress) } : {}),
      ...(policyTypes.includes('Egress') ? { Egress: compile(egress) } : {}),
    },
  };
}
