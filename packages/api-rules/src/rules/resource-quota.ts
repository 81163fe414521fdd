import { formatStep, ONE, parseQuantity } from '@k8s-blocks/manifest';
import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota';
import { qualifiedNameProblem } from '../formats.ts';
import type { Loose } from '../kinds.ts';
import { isCountedInWholes, QUOTA_RESOURCES } from '../resource-names.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, quote, required, type Violations } from '../violation.ts';

type Spec = NonNullable<Loose<IResourceQuota>['spec']>;
type Expression = NonNullable<NonNullable<Spec['scopeSelector']>['matchExpressions']>[number];

/**
 * A ResourceQuota limits resources that a quota knows, in whole numbers where they are counted. Its scopes do not exclude each
 * other, and know the resources.
 *
 * @example
 * apiVersion: v1
 * kind: ResourceQuota
 * metadata: { name: team }
 * spec:
 *   hard: { replicas: 10, pods: 1.5 } # no such resource; a whole number
 *   scopes: [Terminating, NotTerminating] # which exclude each other
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const resourceQuota = typeRule<IResourceQuota>(
  'resource-quota',
  'core/v1.ResourceQuota',
  function* ({ spec = {} }) {
    const { hard = {}, scopes = [], scopeSelector } = spec;
    for (const [name, amount] of Object.entries(hard))
      yield* amountViolations(name, amount, `spec.hard${formatStep(name)}`);
    yield* scopeViolations(scopes, Object.keys(hard), 'spec.scopes');
    const expressions = scopeSelector?.matchExpressions ?? [];
    const field = 'spec.scopeSelector.matchExpressions';
    yield* scopeViolations(
      expressions.map(({ scopeName = '' }) => scopeName),
      Object.keys(hard),
      field,
    );
    for (const expression of expressions) yield* expressionViolations(expression, field);
  },
);

function* amountViolations(name: string, amount: string | number | undefined, field: string): Violations {
  const remedy = 'Use one that a quota knows, such as "requests.cpu", "pods" or "count/deployments.apps".';
  yield* invalid(field, resourceProblem(name), remedy);
  if (!isCountedInWholes(name) || (parseQuantity(amount) ?? 0n) % ONE === 0n) return;
  yield { field, problem: `${quote(amount)} is not a whole number.`, remedy: 'Give a whole number.' };
}

function resourceProblem(name: string): string | undefined {
  const problem = qualifiedNameProblem(name);
  if (problem !== undefined || name.includes('/')) return problem;
  return QUOTA_RESOURCES.has(name) || /^(?:requests\.)?hugepages-/.test(name)
    ? undefined
    : `A quota knows no resource ${quote(name)}.`;
}

const OPPOSITES = [
  ['Terminating', 'NotTerminating'],
  ['BestEffort', 'NotBestEffort'],
] as const;
const OF_PODS = ['pods', 'cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory'];

/** The resources of Kubernetes itself that a scope knows. */
const KNOWN_BY: ReadonlyMap<string, readonly string[]> = new Map([
  ['Terminating', OF_PODS],
  ['NotTerminating', OF_PODS],
  ['BestEffort', ['pods']],
  ['NotBestEffort', OF_PODS],
  ['PriorityClass', OF_PODS],
  ['CrossNamespacePodAffinity', OF_PODS],
  ['VolumeAttributesClass', ['persistentvolumeclaims', 'requests.storage']],
]);

function* scopeViolations(
  scopes: readonly string[],
  resources: readonly string[],
  field: string,
): Generator<FieldViolation> {
  for (const [one, other] of OPPOSITES) {
    if (!scopes.includes(one) || !scopes.includes(other)) continue;
    yield { field, problem: `No pod is of both "${one}" and "${other}".`, remedy: 'Make two ResourceQuotas.' };
  }
  for (const scope of scopes) {
    const known = KNOWN_BY.get(scope);
    const unknown = resources.filter((name) => !name.includes('/') && known?.includes(name) === false);
    if (unknown.length === 0) continue;
    const problem = `The scope ${quote(scope)} does not know ${quote(unknown)}.`;
    yield { field, problem, remedy: 'Limit them in another ResourceQuota.' };
  }
}

/** Scopes that say nothing but whether a pod is of them. */
const WITHOUT_VALUES = new Set([
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'CrossNamespacePodAffinity',
]);

function* expressionViolations({ scopeName = '', operator = '', values = [] }: Expression, path: string): Violations {
  const asksForValues = operator === 'In' || operator === 'NotIn';
  if (WITHOUT_VALUES.has(scopeName) && operator !== 'Exists' && operator !== '') {
    const problem = `The scope ${quote(scopeName)} has no values, and so no operator ${quote(operator)}.`;
    yield { field: `${path}.operator`, problem, remedy: 'Use "Exists".' };
  }
  if (asksForValues && values.length === 0) yield required(`${path}.values`, `List the values that are "${operator}".`);
  else if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    const problem = `"${operator}" takes no values, and has ${quote(values)}.`;
    yield { field: `${path}.values`, problem, remedy: 'Remove the values, or use "In" or "NotIn".' };
  }
}
