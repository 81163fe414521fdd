import { numberOrPercentageProblem, percentageOf } from '../formats.ts';
import { ruleFor } from '../rule.ts';
import { selectorViolations } from '../selector.ts';
import { invalid, notSupported, type Violations } from '../violation.ts';

/**
 * A PodDisruptionBudget sets either `minAvailable` or `maxUnavailable`, as a number of pods or a percentage up to
 * 100%.
 *
 * @example
 * spec: { minAvailable: 1, maxUnavailable: 1 } # one of them
 *
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export const disruptionBudget = ruleFor(
  'disruption-budget',
  'PodDisruptionBudget',
  function* ({ spec = {} }): Violations {
    const { minAvailable, maxUnavailable } = spec;
    if (minAvailable !== undefined && maxUnavailable !== undefined) {
      const problem = 'Both minAvailable and maxUnavailable are set.';
      yield { field: 'spec.maxUnavailable', problem, remedy: 'Keep one of them.' };
    }
    for (const [name, value] of Object.entries({ minAvailable, maxUnavailable })) {
      if (value === undefined) continue;
      yield* invalid(`spec.${name}`, budgetProblem(value), 'Give a number of pods, or a percentage up to "100%".');
    }
    yield* selectorViolations(spec.selector, 'spec.selector');
    yield* notSupported('spec.unhealthyPodEvictionPolicy', spec.unhealthyPodEvictionPolicy, [
      'IfHealthyBudget',
      'AlwaysAllow',
    ]);
  },
);

function budgetProblem(value: number | string): string | undefined {
  const sentence = numberOrPercentageProblem(value);
  if (sentence !== undefined || typeof value === 'number') return sentence;
  return (percentageOf(value) ?? 0) > 100 ? `"${value}" is more than all pods.` : undefined;
}
