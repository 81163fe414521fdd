import type { LocatedContainer } from '../pod.ts';
import { podRule } from '../rule.ts';
import { nonEmpty, notSupported, quote, required, type Violations } from '../violation.ts';

const MAX_RULES = 20;
const MAX_EXIT_CODES = 255;

/**
 * The pods of a Deployment or StatefulSet have the restart policy `Always` and no deadline. The policy and the rules
 * of a single container are valid.
 *
 * @example
 * spec: { restartPolicy: Never } # of the pods of a Deployment
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export const restartPolicy = podRule('restart-policy', function* ({ spec, path, containers }): Violations {
  if ((nonEmpty(spec.restartPolicy) ?? 'Always') !== 'Always') {
    const problem = `${quote(spec.restartPolicy)} is not a restart policy of a Deployment or StatefulSet.`;
    yield {
      code: 'FieldValueNotSupported',
      field: `${path}.spec.restartPolicy`,
      problem,
      remedy: 'Write "Always", or leave it out.',
    };
  }
  if (spec.activeDeadlineSeconds !== undefined) {
    const problem = `A deadline of ${spec.activeDeadlineSeconds} seconds would end pods that are to run on.`;
    yield {
      code: 'FieldValueForbidden',
      field: `${path}.spec.activeDeadlineSeconds`,
      problem,
      remedy: 'Remove it, or use a Job.',
    };
  }
  for (const located of containers) yield* containerViolations(located);
});

function* containerViolations({ container, path }: LocatedContainer): Violations {
  const { restartPolicy: policy, restartPolicyRules: rules = [] } = container;
  yield* notSupported(`${path}.restartPolicy`, policy, ['Always', 'OnFailure', 'Never']);
  if (rules.length === 0) return;
  if (policy === undefined) yield required(`${path}.restartPolicy`, 'Set it beside restartPolicyRules.');
  if (rules.length > MAX_RULES) {
    const problem = `There are ${rules.length} rules, at most ${MAX_RULES} are allowed.`;
    yield { code: 'FieldValueTooLong', field: `${path}.restartPolicyRules`, problem, remedy: 'Merge some of them.' };
  }
  for (const [index, { action, exitCodes }] of rules.entries()) {
    const childPath = `${path}.restartPolicyRules[${index}]`;
    yield* notSupported(`${childPath}.action`, action ?? '', ['Restart']);
    if (exitCodes === undefined) yield required(`${childPath}.exitCodes`, 'Give the exit codes.');
    else yield* exitCodeViolations(exitCodes, `${childPath}.exitCodes`);
  }
}

interface ExitCodes {
  readonly operator?: string;
  readonly values?: readonly number[];
}

function* exitCodeViolations({ operator, values = [] }: ExitCodes, path: string): Violations {
  yield* notSupported(`${path}.operator`, operator ?? '', ['In', 'NotIn']);
  if (values.length > MAX_EXIT_CODES) {
    const problem = `There are ${values.length} exit codes, at most ${MAX_EXIT_CODES} are allowed.`;
    yield { code: 'FieldValueTooLong', field: `${path}.values`, problem, remedy: 'Use "NotIn" with the others.' };
  }
}
