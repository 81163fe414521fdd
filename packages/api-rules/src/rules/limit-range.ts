import { formatStep, ONE, parseQuantity } from '@k8s-blocks/manifest';
import type { ILimitRange } from 'kubernetes-models/v1/LimitRange';
import { qualifiedNameProblem } from '../formats.ts';
import type { Loose } from '../kinds.ts';
import { resourceProblem } from '../resource-names.ts';
import { containerResourceProblem, isNative } from '../resources.ts';
import { typeRule } from '../type-rule.ts';
import { type FieldViolation, invalid, quote, type Violations } from '../violation.ts';

type Item = NonNullable<NonNullable<Loose<ILimitRange>['spec']>['limits']>[number];

const TYPES = ['Container', 'Pod', 'PersistentVolumeClaim'];
const AMOUNTS = ['min', 'max', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

/** Which amount of a resource may not be above which other: both in the words of the API. */
const ORDER = [
  ['min', 'max', 'min'],
  ['min', 'defaultRequest', 'defaultRequest'],
  ['defaultRequest', 'max', 'defaultRequest'],
  ['defaultRequest', 'default', 'defaultRequest'],
  ['min', 'default', 'default'],
  ['default', 'max', 'default'],
] as const;

/**
 * The limits of a LimitRange are of known resources, and in order: the minimum is not above the default request, that not above the
 * default limit, and that not above the maximum. A pod as a whole has no defaults.
 *
 * @example
 * apiVersion: v1
 * kind: LimitRange
 * metadata: { name: defaults }
 * spec:
 *   limits:
 *     - type: Container
 *       max: { memory: 256Mi }
 *       default: { memory: 512Mi } # more than max
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export const limitRange = typeRule<ILimitRange>('limit-range', 'core/v1.LimitRange', function* ({ spec = {} }) {
  for (const [index, item] of (spec.limits ?? []).entries()) {
    const path = `spec.limits[${index}]`;
    yield* typeViolations(item, path);
    for (const name of AMOUNTS) yield* resourceNameViolations(item, name, `${path}.${name}`);
    for (const resource of resourcesOf(item)) yield* orderViolations(item, resource, path);
  }
});

function* typeViolations({ type = '', ...item }: Item, path: string): Generator<FieldViolation> {
  const problem = type === '' ? undefined : typeProblem(type);
  yield* invalid(`${path}.type`, problem, 'Use "Container", "Pod", "PersistentVolumeClaim", or a name with a domain.');
  for (const name of type === 'Pod' ? (['default', 'defaultRequest'] as const) : []) {
    if (Object.keys(item[name] ?? {}).length === 0) continue;
    const sentence = 'A pod as a whole has no defaults.';
    const remedy = 'Give them in limits whose type is "Container".';
    yield { code: 'FieldValueForbidden', field: `${path}.${name}`, problem: sentence, remedy };
  }
  const hasStorage = item.min?.storage !== undefined || item.max?.storage !== undefined;
  if (type !== 'PersistentVolumeClaim' || hasStorage) return;
  const sentence = 'The limits of claims have neither a least nor a greatest amount of storage.';
  yield { code: 'FieldValueRequired', field: path, problem: sentence, remedy: 'Give min.storage or max.storage.' };
}

function typeProblem(type: string): string | undefined {
  const problem = qualifiedNameProblem(type);
  if (problem !== undefined || type.includes('/') || TYPES.includes(type)) return problem;
  return `There are no limits of the type ${quote(type)}.`;
}

function* resourceNameViolations({ type, ...item }: Item, name: (typeof AMOUNTS)[number], path: string): Violations {
  const ofPods = type === 'Container' || type === 'Pod';
  for (const resource of Object.keys(item[name] ?? {})) {
    const problem = ofPods ? containerResourceProblem(resource) : resourceProblem(resource);
    yield* invalid(path + formatStep(resource), problem, 'Use a resource such as "cpu", "memory" or "storage".');
  }
}

function resourcesOf(item: Item): ReadonlySet<string> {
  return new Set(AMOUNTS.flatMap((name) => Object.keys(item[name] ?? {})));
}

function* orderViolations(item: Item, resource: string, path: string): Violations {
  const amounts = amountsOf(item, resource);
  for (const [lower, upper, blamed] of ORDER) {
    const [low, high] = [amounts[lower], amounts[upper]];
    if (low === undefined || high === undefined || low <= high) continue;
    const field = `${path}.${blamed}${formatStep(resource)}`;
    const problem = `${lower} of ${quote(resource)} is more than its ${upper}.`;
    yield { field, problem, remedy: `Lower ${lower}, or raise ${upper}.` };
  }
  yield* ratioViolations(amounts, `${path}.maxLimitRequestRatio${formatStep(resource)}`);
  const { default: limit, defaultRequest } = amounts;
  const isShared = isNative(resource) && !resource.startsWith('hugepages-');
  if (isShared || limit === undefined || defaultRequest === undefined || limit === defaultRequest) return;
  const problem = `default and defaultRequest of ${quote(resource)} differ, although it cannot be shared.`;
  yield { field: `${path}.default${formatStep(resource)}`, problem, remedy: 'Make them equal.' };
}

type Amounts = { readonly [Name in (typeof AMOUNTS)[number]]?: bigint | undefined };

/** The amounts of a resource, with what the server adds in the limits of containers. */
function amountsOf({ type, ...item }: Item, resource: string): Amounts {
  const given = Object.fromEntries(AMOUNTS.map((name) => [name, parseQuantity(item[name]?.[resource])])) as Amounts;
  if (type !== 'Container') return given;
  const limit = given.default ?? given.max;
  return { ...given, default: limit, defaultRequest: given.defaultRequest ?? limit ?? given.min };
}

function* ratioViolations(
  { min, max, maxLimitRequestRatio: ratio }: Amounts,
  field: string,
): Generator<FieldViolation> {
  if (ratio === undefined) return;
  if (ratio < ONE) {
    yield { field, problem: 'The ratio is less than 1: no limit is below its request.', remedy: 'Use 1 or more.' };
  } else if (min !== undefined && max !== undefined && isAboveQuotient(ratio, max, min)) {
    yield { field, problem: 'The ratio is more than that of max to min.', remedy: 'Lower it, or remove it.' };
  }
}

function isAboveQuotient(ratio: bigint, dividend: bigint, divisor: bigint): boolean {
  const product = ratio * divisor;
  return divisor < 0n ? product < dividend * ONE : product > dividend * ONE;
}
