import type { PlacedContainer } from '../pod.ts';
import { podRule } from '../rule.ts';
import { nonEmpty, notSupported, quote, required, type Violations } from '../violation.ts';

const mostRules = 20;
const mostExitCodes = 255;

/**
 * The pods of a workload are always restarted and have no deadline. A container's own policy exists, and its rules
 * are complete.
 * See https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy.
 */
export const restartPolicy = podRule('restart-policy', function* ({ spec, path, containers }): Violations {
  if ((nonEmpty(spec.restartPolicy) ?? 'Always') !== 'Always') {
    const problem = `${quote(spec.restartPolicy)} is no restart policy for a Deployment or StatefulSet.`;
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
  for (const placed of containers) yield* containerViolations(placed);
});

function* containerViolations({ container, path }: PlacedContainer): Violations {
  const { restartPolicy: policy, restartPolicyRules: rules = [] } = container;
  yield* notSupported(`${path}.restartPolicy`, policy, ['Always', 'OnFailure', 'Never']);
  if (rules.length === 0) return;
  if (policy === undefined) yield required(`${path}.restartPolicy`, 'State it beside restartPolicyRules.');
  if (rules.length > mostRules) {
    const problem = `There are ${rules.length} rules, at most ${mostRules} may be.`;
    yield { code: 'FieldValueTooLong', field: `${path}.restartPolicyRules`, problem, remedy: 'Merge some of them.' };
  }
  for (const [index, { action, exitCodes }] of rules.entries()) {
    const place = `${path}.restartPolicyRules[${index}]`;
    yield* notSupported(`${place}.action`, action ?? '', ['Restart']);
    if (exitCodes === undefined) yield required(`${place}.exitCodes`, 'Say for which exit codes.');
    else yield* exitCodeViolations(exitCodes, `${place}.exitCodes`);
  }
}

interface ExitCodes {
  readonly operator?: string;
  readonly values?: readonly number[];
}

function* exitCodeViolations({ operator, values = [] }: ExitCodes, path: string): Violations {
  yield* notSupported(`${path}.operator`, operator ?? '', ['In', 'NotIn']);
  if (values.length > mostExitCodes) {
    const problem = `There are ${values.length} exit codes, at most ${mostExitCodes} may be.`;
    yield { code: 'FieldValueTooLong', field: `${path}.values`, problem, remedy: 'Use "NotIn" with the others.' };
  }
}
