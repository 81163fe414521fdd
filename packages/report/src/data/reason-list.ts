import { groupBy, shortName } from '@k8s-blocks/manifest';
import type { ClusterModel, DirectionVerdict, Policy, PolicyName } from '@k8s-blocks/reachability';
import { describeRule } from './describe-rule.ts';
import type { PolicyData, ReasonData } from './reason-data.ts';
import type { PlaceData } from './report-data.ts';

/** The reasons of a report, each once. */
export interface ReasonList {
  readonly reasons: readonly ReasonData[];
  /** The reasons of one environment. */
  readonly in: (cluster: ClusterModel, placeOf: PlaceOfPolicy) => EnvironmentReasons;
}

/** The reasons of one environment, by their positions in the list of all. */
export interface EnvironmentReasons {
  /** The position of the reason of a verdict. */
  readonly positionOf: (verdict: DirectionVerdict) => number;
}

/** Where a policy is written, or a field of it. */
export type PlaceOfPolicy = (policy: PolicyName, field?: string) => PlaceData | undefined;

/** An empty list of reasons. */
export function reasonList(): ReasonList {
  const reasons: ReasonData[] = [];
  const positions = new Map<string, number>();
  const position = (reason: ReasonData): number => {
    const key = JSON.stringify(reason);
    const known = positions.get(key) ?? reasons.push(reason) - 1;
    positions.set(key, known);
    return known;
  };
  return {
    reasons,
    in(cluster, placeOf) {
      const policies = groupBy(cluster.policies, (policy) => [keyOf(policy)]);
      const reasonOf = (verdict: DirectionVerdict) => toData(verdict, (name) => policies.get(keyOf(name)), placeOf);
      const known = new Map<string, number>();
      return {
        // Of some hundred thousand verdicts a few hundred differ: to look places up for each would take most of the time.
        positionOf(verdict) {
          const key = verdictKey(verdict);
          const found = known.get(key) ?? position(reasonOf(verdict));
          known.set(key, found);
          return found;
        },
      };
    },
  };
}

function verdictKey(verdict: DirectionVerdict): string {
  if (verdict.reason === 'rule') return `${verdict.allowed} ${verdict.rule.field} ${keyOf(verdict.rule)}`;
  return verdict.reason === 'isolated' ? verdict.isolatedBy.map(keyOf).join() : verdict.reason;
}

function keyOf({ kind, namespace = '', name }: PolicyName): string {
  return `${kind}/${namespace}/${name}`;
}

function toData(
  verdict: DirectionVerdict,
  policiesNamed: (name: PolicyName) => readonly Policy[] | undefined,
  placeOf: PlaceOfPolicy,
): ReasonData {
  switch (verdict.reason) {
    case 'not-isolated':
      return { kind: 'open' };
    case 'same-pod':
      return { kind: 'same-pod' };
    case 'isolated':
      return { kind: 'isolated', policies: verdict.isolatedBy.map((policy) => policyData(policy, placeOf)) };
    case 'rule': {
      const { allowed, rule } = verdict;
      const words = describeRule(policiesNamed(rule) ?? [], rule.field);
      return { kind: 'rule', allowed, rule: { ...policyData(rule, placeOf, rule.field), field: rule.field, ...words } };
    }
  }
}

function policyData(policy: PolicyName, placeOf: PlaceOfPolicy, field?: string): PolicyData {
  const { kind, namespace, name } = policy;
  const path = namespace === undefined ? shortName(name) : `${shortName(namespace)}/${shortName(name)}`;
  return { title: `${kind} ${path}`, ...placeOf(policy, field) };
}
