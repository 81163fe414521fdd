import { numberOrPercentageProblem, percentageOf } from '../formats.ts';
import { ruleFor } from '../rule.ts';
import { invalid, nonEmpty, notSupported, required, type Violations } from '../violation.ts';

const STRATEGY = 'spec.updateStrategy';

/**
 * The update strategy of a DaemonSet is `RollingUpdate` or `OnDelete`; a rolling update either takes pods away first
 * (`maxUnavailable`, 1 if it is absent) or adds new ones first (`maxSurge`).
 *
 * @example
 * updateStrategy:
 *   rollingUpdate: { maxSurge: 1 } # needs maxUnavailable: 0
 *
 * @see https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/
 */
export const daemonSetUpdate = ruleFor('daemon-set-update', 'DaemonSet', function* ({ spec }): Violations {
  const { type, rollingUpdate } = spec?.updateStrategy ?? {};
  yield* notSupported(`${STRATEGY}.type`, nonEmpty(type), ['RollingUpdate', 'OnDelete']);
  if (rollingUpdate === undefined || (nonEmpty(type) ?? 'RollingUpdate') !== 'RollingUpdate') return;
  const { maxUnavailable = 1, maxSurge = 0 } = rollingUpdate;
  const path = `${STRATEGY}.rollingUpdate`;
  yield* amountViolations(`${path}.maxUnavailable`, maxUnavailable);
  yield* amountViolations(`${path}.maxSurge`, maxSurge);
  if ([maxUnavailable, maxSurge].some((value) => numberOrPercentageProblem(value) !== undefined)) return;
  if (amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0) {
    yield {
      ...required(`${path}.maxUnavailable`, 'Let one of them be more than 0.'),
      problem: 'Both maxUnavailable and maxSurge are 0, so that no pod could ever be replaced.',
    };
  } else if (amountOf(maxUnavailable) !== 0 && amountOf(maxSurge) !== 0) {
    const given = rollingUpdate.maxUnavailable === undefined ? 'is 1 by default' : `is ${maxUnavailable}`;
    const problem = `maxSurge is ${maxSurge}, and maxUnavailable ${given}: a DaemonSet uses one of them.`;
    yield { field: `${path}.maxSurge`, problem, remedy: 'Set maxUnavailable: 0, or remove maxSurge.' };
  }
});

function* amountViolations(field: string, value: number | string): Violations {
  yield* invalid(field, numberOrPercentageProblem(value), 'Give a number of pods, or a percentage such as "25%".');
  if (typeof value === 'string' && (percentageOf(value) ?? 0) > 100) {
    yield { field, problem: `"${value}" is more than all pods.`, remedy: 'Give at most "100%".' };
  }
}

function amountOf(value: number | string): number {
  return typeof value === 'number' ? value : (percentageOf(value) ?? 0);
}
