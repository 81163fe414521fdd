import { fieldsOf, scheduleProblem, textOf, timeZoneProblem } from '@k8s-blocks/manifest';
import type { StackRule } from '../rule.ts';

type Code = 'schedule' | 'time-zone';

/**
 * The schedule of a CronJob has five valid fields, or is a macro such as `@daily`, and its time zone is one of the time zone database.
 *
 * Why: an API server refuses it, so that the job never runs, or goes on at the old time.
 *
 * @example
 * apiVersion: batch/v1
 * kind: CronJob
 * spec:
 *   schedule: 0 25 * * * # hours are 0 to 23
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export const cronSchedule: StackRule<Code> = {
  name: 'cron-schedule',
  severity: 'error',
  *check(stack) {
    for (const object of stack.objects) {
      if (object.reference.group !== 'batch' || object.kind !== 'CronJob') continue;
      const { schedule, timeZone } = fieldsOf(object.fields.spec);
      const [schedules, zones] = [textOf(schedule), textOf(timeZone)];
      const wrongSchedule = schedules === undefined ? undefined : scheduleProblem(schedules);
      if (wrongSchedule !== undefined) {
        yield { code: 'schedule', object, field: 'spec.schedule', ...wrongSchedule, why: WHY };
      }
      const wrongZone = zones === undefined ? undefined : timeZoneProblem(zones);
      if (wrongZone !== undefined) yield { code: 'time-zone', object, field: 'spec.timeZone', ...wrongZone, why: WHY };
    }
  },
};

const WHY = 'An API server refuses it: the job never runs, or goes on at the old time.';
