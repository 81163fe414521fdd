import { numberOrPercentageProblem, percentageOf } from '../formats.ts';
import { ruleFor } from '../rule.ts';
import { invalid, nonEmpty, notSupported, type Violations } from '../violation.ts';

const STRATEGY = 'spec.strategy';

/**
 * The strategy of a Deployment is `RollingUpdate` or `Recreate`; a rolling update has valid numbers, which let at
 * least one pod be replaced.
 *
 * @example
 * strategy:
 *   type: Recreate
 *   rollingUpdate: { maxSurge: 1 } # a rolling update alone has it
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export const deploymentStrategy = ruleFor('deployment-strategy', 'Deployment', function* ({ spec }): Violations {
  const { type, rollingUpdate } = spec?.strategy ?? {};
  yield* notSupported(`${STRATEGY}.type`, nonEmpty(type), ['RollingUpdate', 'Recreate']);
  if (rollingUpdate === undefined) return;
  if (type === 'Recreate') {
    const problem = 'The type is "Recreate", which has no rolling update.';
    yield {
      code: 'FieldValueForbidden',
      field: `${STRATEGY}.rollingUpdate`,
      problem,
      remedy: 'Remove rollingUpdate, or use the type "RollingUpdate".',
    };
  } else if ((nonEmpty(type) ?? 'RollingUpdate') === 'RollingUpdate') {
    yield* rollingUpdateViolations(rollingUpdate.maxUnavailable ?? '25%', rollingUpdate.maxSurge ?? '25%');
  }
});

function* rollingUpdateViolations(maxUnavailable: number | string, maxSurge: number | string): Violations {
  const childPath = `${STRATEGY}.rollingUpdate`;
  const remedy = 'Give a number of pods, or a percentage such as "25%".';
  yield* invalid(`${childPath}.maxUnavailable`, numberOrPercentageProblem(maxUnavailable), remedy);
  yield* invalid(`${childPath}.maxSurge`, numberOrPercentageProblem(maxSurge), remedy);
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    const problem = 'Both maxUnavailable and maxSurge are 0, so that no pod could ever be replaced.';
    yield { field: `${childPath}.maxUnavailable`, problem, remedy: 'Let one of them be more than 0.' };
  }
  if (typeof maxUnavailable === 'string' && (percentageOf(maxUnavailable) ?? 0) > 100) {
    const problem = `"${maxUnavailable}" is more than all pods.`;
    yield { field: `${childPath}.maxUnavailable`, problem, remedy: 'Give at most "100%".' };
  }
}

function amountOf(value: number | string): number {
  return typeof value === 'number' ? value : (percentageOf(value) ?? 0);
}
