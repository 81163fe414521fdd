import { groupBy } from '@k8s-blocks/manifest';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { type CompiledSelector, compileSelector, labelText } from './label-selector.ts';
import type { Policy, PolicyTier, PolicyType } from './policy.ts';
import type { ResolvedEndpoint, Selectable } from './resolved-endpoint.ts';
import { rulesInForce } from './rules-in-force.ts';
import type { PolicyName } from './verdict.ts';

/** What the policies that select a pod say of one direction, in the order in which they are asked. */
export interface DirectedPolicies {
  /** The first rule that matches decides, unless it passes. */
  readonly admin: readonly CompiledRule[];
  /** Of the tier of NetworkPolicies: each denies what it matches, whatever the others allow. */
  readonly denials: readonly CompiledRule[];
  /** Each allows what it matches. */
  readonly allowances: readonly CompiledRule[];
  /** The policies that isolate the pod: what none of the rules allows is denied. None: the next tier decides. */
  readonly isolatedBy: readonly PolicyName[];
  /** As those of `admin`. What none of them matches is allowed. */
  readonly baseline: readonly CompiledRule[];
}

/**
 * Finds what policies say of an endpoint: nothing of an external address, and of a pod in its node's network: what a
 * NetworkPolicy does to that is undefined, and "the most common implementation" ignores the pod; the other kinds say that
 * they do.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods
 */
export type PolicyIndex = (endpoint: ResolvedEndpoint, direction: PolicyType) => DirectedPolicies;

const NOTHING: DirectedPolicies = { admin: [], denials: [], allowances: [], isolatedBy: [], baseline: [] };

/** A policy with its selectors compiled, and its position among those of the cluster. */
interface IndexedPolicy {
  readonly policy: Policy;
  readonly position: number;
  readonly pods: CompiledSelector;
  readonly namespaces: CompiledSelector | undefined;
}

/** Files each policy under the rarest label that its pods must have, so that a pod is compared with few policies. */
export function policyIndex(policies: readonly Policy[]): PolicyIndex {
  const selecting = policiesSelecting(policies.map(indexed));
  const compile = ruleCompiler();
  const known = new WeakMap<ResolvedEndpoint, Partial<Record<PolicyType, DirectedPolicies>>>();
  return (endpoint, direction) => {
    if (endpoint.selectable === undefined) return NOTHING;
    const found = known.get(endpoint)?.[direction];
    if (found !== undefined) return found;
    const directed = directedPolicies(selecting(endpoint.selectable), direction, compile);
    known.set(endpoint, { ...known.get(endpoint), [direction]: directed });
    return directed;
  };
}

function indexed(policy: Policy, position: number): IndexedPolicy {
  const { podSelector, namespaceSelector } = policy.subject;
  const namespaces = namespaceSelector === undefined ? undefined : compileSelector(namespaceSelector);
  return { policy, position, pods: compileSelector(podSelector), namespaces };
}

/** Finds the policies that select a pod, in the cluster's order. */
function policiesSelecting(policies: readonly IndexedPolicy[]): (pod: Selectable) => readonly Policy[] {
  const sharing = groupBy(policies, ({ pods }) => pods.required);
  const countOf = (label: string) => sharing.get(label)?.length ?? 0;
  const filed = groupBy(policies, ({ policy, pods }) => {
    const [rarest] = pods.required.toSorted((one, other) => countOf(one) - countOf(other));
    return [indexKey(policy.namespace, rarest)];
  });
  return ({ namespace, namespaceLabels, labels }) => {
    const places = [undefined, ...Object.entries(labels).map(([key, value]) => labelText(key, value))];
    return places
      .flatMap((label) => [indexKey(namespace, label), indexKey(undefined, label)])
      .flatMap((place) => filed.get(place) ?? [])
      .filter(({ pods, namespaces }) => pods.matches(labels) && namespaces?.matches(namespaceLabels) !== false)
      .sort((one, other) => one.position - other.position)
      .map(({ policy }) => policy);
  };
}

/** No namespace's name holds a slash or a space. */
function indexKey(namespace: string | undefined, label: string | undefined): string {
  return `${namespace ?? '/'} ${label ?? ''}`;
}

type RuleCompiler = (policy: Policy, direction: PolicyType, proxiedHosts: readonly string[]) => readonly CompiledRule[];

function directedPolicies(policies: readonly Policy[], direction: PolicyType, compile: RuleCompiler): DirectedPolicies {
  const proxiedHosts = [...new Set(policies.flatMap((policy) => policy.proxiedHosts))];
  const rulesOf = (tier: PolicyTier) =>
    policies
      .filter((policy) => policy.tier === tier)
      .sort((one, other) => one.priority - other.priority)
      .flatMap((policy) => compile(policy, direction, proxiedHosts));
  const networkPolicies = rulesOf('NetworkPolicy');
  return {
    admin: rulesOf('Admin'),
    denials: networkPolicies.filter(({ action }) => action === 'Deny'),
    allowances: networkPolicies.filter(({ action }) => action === 'Accept'),
    isolatedBy: policies.filter(({ policyTypes }) => policyTypes.includes(direction)).map(policyNameOf),
    baseline: rulesOf('Baseline'),
  };
}

/** Compiles the rules of each policy once; those that name hosts, once for each set of names that pods resolve. */
function ruleCompiler(): RuleCompiler {
  const compiled = new Map<Policy, Map<string, readonly CompiledRule[]>>();
  return (policy, direction, proxiedHosts) => {
    const rules = rulesInForce(policy, direction);
    const namesHosts = rules.some(({ peers }) => peers.some(({ host }) => host !== undefined));
    const context = { namespace: policy.namespace ?? '', proxiedHosts: namesHosts ? proxiedHosts : [] };
    const key = JSON.stringify([direction, context.proxiedHosts]);
    const known = compiled.get(policy) ?? new Map<string, readonly CompiledRule[]>();
    const found = known.get(key) ?? rules.map((rule) => compileRule(rule, policyNameOf(policy), context));
    compiled.set(policy, known.set(key, found));
    return found;
  };
}

function policyNameOf({ kind, namespace, name }: Policy): PolicyName {
  return { kind, ...(namespace === undefined ? {} : { namespace }), name };
}
