import type { KindWithPods } from '../kinds.ts';
import type { LocatedContainer, Pod } from '../pod.ts';
import { podRule } from '../rule.ts';
import { nonEmpty, notSupported, outOfRange, quote, required, type Violations } from '../violation.ts';

const POLICIES = ['Always', 'OnFailure', 'Never'];
const MAX_INT32 = 0x7fffffff;
const MAX_RULES = 20;
const MAX_EXIT_CODES = 255;

/**
 * The restart policy of a pod is one that its kind may have: `OnFailure` or `Never` in a Job or CronJob, any in a Pod or PodTemplate,
 * `Always` elsewhere, where pods have no deadline either. The policy and the rules of a single container are valid.
 *
 * @example
 * apiVersion: batch/v1
 * kind: Job
 * metadata: { name: migrate }
 * spec:
 *   template:
 *     spec: # no restartPolicy: it would be Always
 *       containers: [{ name: main, image: example.com/migrate:1 }]
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export const restartPolicy = podRule('restart-policy', function* (pod): Violations {
  const { kind, spec, path } = pod;
  const policy = nonEmpty(spec.restartPolicy) ?? 'Always';
  if (kind === 'Pod' || kind === 'PodTemplate') yield* notSupported(`${path}.restartPolicy`, policy, POLICIES);
  else if (kind === 'Job' || kind === 'CronJob') yield* jobPolicyViolations(policy, path);
  else yield* longRunningViolations(pod, policy);
  if (spec.activeDeadlineSeconds !== undefined && !isLongRunning(kind)) {
    yield* outOfRange(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, 1, MAX_INT32);
  }
  for (const located of pod.containers) yield* containerViolations(located);
});

function isLongRunning(kind: KindWithPods): boolean {
  return !['Pod', 'PodTemplate', 'Job', 'CronJob'].includes(kind);
}

function* jobPolicyViolations(policy: string, path: string): Violations {
  const field = `${path}.restartPolicy`;
  if (policy === 'Always') {
    const problem = 'The pods of a Job end, and their restart policy is "Always", which is the default.';
    yield { code: 'FieldValueRequired', field, problem, remedy: 'Write "OnFailure" or "Never".' };
  } else yield* notSupported(field, policy, ['OnFailure', 'Never']);
}

/** Of pods that a controller keeps running. */
function* longRunningViolations({ kind, spec, path }: Pod, policy: string): Violations {
  if (policy !== 'Always') {
    yield {
      code: 'FieldValueNotSupported',
      field: `${path}.restartPolicy`,
      problem: `${quote(policy)} is not a restart policy of a ${kind}.`,
      remedy: 'Write "Always", or leave it out.',
    };
  }
  if (spec.activeDeadlineSeconds !== undefined) {
    const problem = `A deadline of ${spec.activeDeadlineSeconds} seconds would end pods that are to run on.`;
    yield {
      code: 'FieldValueForbidden',
      field: `${path}.activeDeadlineSeconds`,
      problem,
      remedy: 'Remove it, or use a Job.',
    };
  }
}

function* containerViolations({ container, path }: LocatedContainer): Violations {
  const { restartPolicy: policy, restartPolicyRules: rules = [] } = container;
  yield* notSupported(`${path}.restartPolicy`, policy, POLICIES);
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
