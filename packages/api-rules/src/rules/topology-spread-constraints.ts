import type { Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { matchLabelKeyViolations, repeatedKeyViolations, selectorViolations } from '../selector.ts';
import { belowMinimum, notSupported, quote, required, type Violations } from '../violation.ts';

type Constraint = NonNullable<Pod['spec']['topologySpreadConstraints']>[number];

/**
 * Topology spread constraints are valid, and no two have the same topology key and `whenUnsatisfiable`.
 *
 * @example
 * topologySpreadConstraints:
 *   - { maxSkew: 0, topologyKey: zone, whenUnsatisfiable: DoNotSchedule } # at least 1
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export const topologySpreadConstraints = podRule('topology-spread-constraints', function* ({ spec, path }): Violations {
  const seen = new Set<string>();
  for (const [index, constraint] of (spec.topologySpreadConstraints ?? []).entries()) {
    const childPath = `${path}.topologySpreadConstraints[${index}]`;
    yield* constraintViolations(constraint, childPath);
    const { topologyKey = '', whenUnsatisfiable = '' } = constraint;
    const pair = `${topologyKey} ${whenUnsatisfiable}`;
    if (seen.has(pair)) {
      const problem = `${quote(topologyKey)} with ${quote(whenUnsatisfiable)} is listed more than once.`;
      yield { code: 'FieldValueDuplicate', field: childPath, problem, remedy: 'Keep one of them.' };
    }
    seen.add(pair);
  }
});

function* constraintViolations(constraint: Constraint, path: string): Violations {
  const { maxSkew = 0, topologyKey = '', whenUnsatisfiable = '', minDomains } = constraint;
  yield* belowMinimum(`${path}.maxSkew`, maxSkew, 1);
  if (topologyKey === '')
    yield required(`${path}.topologyKey`, 'Name the label of nodes, such as "kubernetes.io/hostname".');
  yield* notSupported(`${path}.whenUnsatisfiable`, whenUnsatisfiable, ['DoNotSchedule', 'ScheduleAnyway']);
  yield* belowMinimum(`${path}.minDomains`, minDomains, 1);
  if (minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule') {
    const problem = `minDomains needs "DoNotSchedule", and whenUnsatisfiable is ${quote(whenUnsatisfiable)}.`;
    yield { field: `${path}.minDomains`, problem, remedy: 'Remove minDomains, or use "DoNotSchedule".' };
  }
  yield* notSupported(`${path}.nodeAffinityPolicy`, constraint.nodeAffinityPolicy, ['Honor', 'Ignore']);
  yield* notSupported(`${path}.nodeTaintsPolicy`, constraint.nodeTaintsPolicy, ['Honor', 'Ignore']);
  yield* selectorViolations(constraint.labelSelector, `${path}.labelSelector`);
  const { matchLabelKeys = [], labelSelector } = constraint;
  yield* matchLabelKeyViolations(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`);
  yield* repeatedKeyViolations(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`);
}
