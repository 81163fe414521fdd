import { completedName } from '../object-names.ts';
import { ruleFor } from '../rule.ts';
import { belowMinimum, quote, type Violations } from '../violation.ts';

/** A Job is called like its CronJob, with `-` and ten digits behind it. */
const MAX_NAME_LENGTH = 52;

/**
 * The numbers of a CronJob are not negative, and its name leaves room for the names of its Jobs.
 *
 * @example
 * apiVersion: batch/v1
 * kind: CronJob
 * metadata: { name: nightly }
 * spec:
 *   schedule: 0 3 * * *
 *   successfulJobsHistoryLimit: -1 # 0 keeps none
 *   jobTemplate:
 *     spec:
 *       template:
 *         spec: { restartPolicy: Never, containers: [{ name: main, image: example.com/report:1 }] }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export const cronJob = ruleFor('cron-job', 'CronJob', function* ({ metadata, spec = {} }): Violations {
  for (const name of ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'] as const) {
    yield* belowMinimum(`spec.${name}`, spec[name], 0);
  }
  const { name = '', generateName = '' } = metadata ?? {};
  const isGenerated = name === '' && generateName !== '';
  const whole = isGenerated ? completedName(generateName) : name;
  if (whole.length <= MAX_NAME_LENGTH) return;
  const behind = isGenerated ? ' with the 5 that the server puts behind it' : '';
  const problem = `${quote(isGenerated ? generateName : name)} has more than ${MAX_NAME_LENGTH} characters${behind}: its Jobs are called so, with 11 more.`;
  yield { field: isGenerated ? 'metadata.generateName' : 'metadata.name', problem, remedy: 'Shorten it.' };
});
