import { qualifiedNameProblem } from '../formats.ts';
import { indexIntervals } from '../index-intervals.ts';
import { type JobSpec, jobRules, type LocatedJob } from '../job-spec.ts';
import { belowMinimum, type FieldViolation, invalid, quote, required, type Violations } from '../violation.ts';

type FailureRule = NonNullable<NonNullable<JobSpec['podFailurePolicy']>['rules']>[number];
type ExitCodes = NonNullable<FailureRule['onExitCodes']>;
type SuccessRule = NonNullable<NonNullable<JobSpec['successPolicy']>['rules']>[number];

const MAX_RULES = 20;
const MAX_CONDITIONS = 20;
const MAX_EXIT_CODES = 255;
const MAX_INDEXES_LENGTH = 64 * 1024;

/**
 * The policies by which a Job fails or succeeds are valid: a failure policy needs `restartPolicy: Never`, and a success policy
 * names indexes that there are.
 *
 * @example
 * apiVersion: batch/v1
 * kind: Job
 * metadata: { name: migrate }
 * spec:
 *   podFailurePolicy:
 *     rules: [{ action: FailJob, onExitCodes: { operator: In, values: [42] } }]
 *   template:
 *     spec:
 *       restartPolicy: OnFailure # Never
 *       containers: [{ name: main, image: example.com/migrate:1 }]
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export const jobPolicies = jobRules('job-policies', function* (job): Violations {
  const { spec, path, completions } = job;
  if (spec.podFailurePolicy !== undefined) yield* failurePolicyViolations(job);
  if (spec.successPolicy === undefined || spec.completionMode !== 'Indexed' || completions === undefined) return;
  const { rules = [] } = spec.successPolicy;
  yield* tooMany(`${path}.successPolicy.rules`, rules.length, MAX_RULES, 'rules');
  for (const [index, rule] of rules.entries()) {
    yield* successRuleViolations(rule, completions, `${path}.successPolicy.rules[${index}]`);
  }
});

function* failurePolicyViolations({ spec, path, pod }: LocatedJob): Violations {
  const rules = spec.podFailurePolicy?.rules ?? [];
  yield* tooMany(`${path}.podFailurePolicy.rules`, rules.length, MAX_RULES, 'rules');
  const containers = new Set(pod.containers.map(({ container }) => container.name ?? ''));
  for (const [index, rule] of rules.entries()) {
    yield* failureRuleViolations(rule, spec, containers, `${path}.podFailurePolicy.rules[${index}]`);
  }
  if (spec.podReplacementPolicy === 'TerminatingOrFailed') {
    const problem = 'With a podFailurePolicy, pods are replaced when they have failed, not before.';
    const field = `${path}.podReplacementPolicy`;
    yield { code: 'FieldValueNotSupported', field, problem, remedy: 'Write "Failed", or leave it out.' };
  }
  if (pod.spec.restartPolicy === 'OnFailure') {
    const problem = 'With a podFailurePolicy, containers that fail are not restarted.';
    yield { field: `${pod.path}.restartPolicy`, problem, remedy: 'Write "Never".' };
  }
}

function* failureRuleViolations(
  { action, onExitCodes, onPodConditions = [] }: FailureRule,
  { backoffLimitPerIndex }: JobSpec,
  containers: ReadonlySet<string>,
  path: string,
): Violations {
  if (action === 'FailIndex' && backoffLimitPerIndex === undefined) {
    const problem = '"FailIndex" needs a Job with backoffLimitPerIndex.';
    yield { field: `${path}.action`, problem, remedy: 'Set backoffLimitPerIndex, or use another action.' };
  }
  if (onExitCodes !== undefined) yield* exitCodeViolations(onExitCodes, containers, `${path}.onExitCodes`);
  yield* tooMany(`${path}.onPodConditions`, onPodConditions.length, MAX_CONDITIONS, 'conditions');
  for (const [index, { type = '' }] of onPodConditions.entries()) {
    // That it is missing is found by the tables.
    const problem = type === '' ? undefined : qualifiedNameProblem(type);
    yield* invalid(`${path}.onPodConditions[${index}].type`, problem, 'Name a condition, such as "DisruptionTarget".');
  }
  if ((onExitCodes === undefined) === (onPodConditions.length === 0)) {
    const problem = 'A rule has either onExitCodes or onPodConditions.';
    yield { field: path, problem, remedy: 'Give one of them.' };
  }
}

function* exitCodeViolations(
  { containerName, operator, values = [] }: ExitCodes,
  containers: ReadonlySet<string>,
  path: string,
): Violations {
  if (containerName !== undefined && !containers.has(containerName)) {
    const problem = `${quote(containerName)} is not a container of the pod.`;
    yield { field: `${path}.containerName`, problem, remedy: 'Name a container or init container.' };
  }
  yield* tooMany(`${path}.values`, values.length, MAX_EXIT_CODES, 'exit codes');
  for (const [index, value] of values.entries()) {
    if (operator !== 'In' || value !== 0) continue;
    const problem = '0 is the exit code of success, not of a failure.';
    yield { field: `${path}.values[${index}]`, problem, remedy: 'Remove it.' };
  }
  if (values.some((value, index) => index > 0 && value < (values[index - 1] ?? 0))) {
    const problem = 'The exit codes are not in ascending order.';
    yield { field: `${path}.values`, problem, remedy: `Write ${quote([...values].sort((a, b) => a - b))}.` };
  }
}

function* successRuleViolations(
  { succeededCount, succeededIndexes }: SuccessRule,
  completions: number,
  path: string,
): Violations {
  if (succeededCount === undefined && succeededIndexes === undefined) {
    yield { ...required(path, 'Give one of them.'), problem: 'A rule has succeededCount or succeededIndexes.' };
  }
  const { count = 0, problem } = indexIntervals(succeededIndexes ?? '', completions);
  const field = `${path}.succeededIndexes`;
  yield* invalid(field, problem, 'Give indexes in ascending order, like "0,2-4".');
  if ((succeededIndexes ?? '').length > MAX_INDEXES_LENGTH) {
    const tooLong = `The text has more than ${MAX_INDEXES_LENGTH} characters.`;
    yield { code: 'FieldValueTooLong', field, problem: tooLong, remedy: 'Merge indexes to ranges, like "0-9".' };
  }
  yield* belowMinimum(`${path}.succeededCount`, succeededCount, 0);
  const max = succeededIndexes === undefined ? completions : Math.min(count, completions);
  if (succeededCount === undefined || succeededCount <= max) return;
  const moreThan = `${succeededCount} is more than the ${max} indexes that there are.`;
  yield { field: `${path}.succeededCount`, problem: moreThan, remedy: `Use at most ${max}.` };
}

function tooMany(field: string, count: number, max: number, what: string): readonly FieldViolation[] {
  if (count <= max) return [];
  const problem = `There are ${count} ${what}, at most ${max} are allowed.`;
  return [{ code: 'FieldValueTooMany', field, problem, remedy: 'Remove or merge some of them.' }];
}
