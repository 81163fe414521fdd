import { scheduleMistake, scheduleProblem, timeZoneProblem } from '@k8s-blocks/manifest';
import { ruleFor } from '../rule.ts';
import type { Violations } from '../violation.ts';

const WHY = 'An API server refuses it: the job never runs, or goes on at the old time.';

/**
 * The schedule of a CronJob has five valid fields, or is a macro such as `@daily`, and its time zone is one of the time zone
 * database. A schedule that a server takes, but that is most likely a mistake, is a warning: `1,,2`, `*-5`.
 *
 * @example
 * apiVersion: batch/v1
 * kind: CronJob
 * metadata: { name: nightly }
 * spec:
 *   schedule: 0 25 * * * # hours are 0 to 23
 *   jobTemplate:
 *     spec:
 *       template:
 *         spec: { restartPolicy: Never, containers: [{ name: main, image: example.com/report:1 }] }
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export const cronSchedule = ruleFor('cron-schedule', 'CronJob', function* ({ spec = {} }): Violations {
  const { schedule = '', timeZone } = spec;
  // That it is missing is found by the tables.
  const wrongSchedule = schedule === '' ? undefined : scheduleProblem(schedule);
  if (wrongSchedule !== undefined) yield { field: 'spec.schedule', ...wrongSchedule, why: WHY };
  const mistake = scheduleMistake(schedule);
  if (mistake !== undefined) yield { field: 'spec.schedule', severity: 'warning', ...mistake };
  const wrongZone = timeZone === undefined ? undefined : timeZoneProblem(timeZone);
  if (wrongZone !== undefined) yield { field: 'spec.timeZone', ...wrongZone, why: WHY };
});
