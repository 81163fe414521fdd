import { scheduleMistake, scheduleProblem, timeZoneProblem } from '@k8s-blocks/manifest';
import { Refusal } from '@k8s-blocks/refusal';
import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { ICronJobSpec } from 'kubernetes-models/batch/v1/CronJobSpec';
import { type JobOptions, jobSpec } from './job.ts';
import { objectMetadata } from './object-metadata.ts';
import { present } from './present.ts';
import { refuseLongName } from './workload-name.ts';

/** What {@link cronJob} takes; fields without a word here are the API's own, or those of its Jobs. */
export interface CronJobOptions
  extends JobOptions,
    Pick<
      ICronJobSpec,
      'failedJobsHistoryLimit' | 'startingDeadlineSeconds' | 'successfulJobsHistoryLimit' | 'suspend'
    > {
  /** When it starts a Job: minute, hour, day of month, month, day of week, such as `0 3 * * *`; or `@daily`. */
  readonly schedule: string;
  /** The time zone of the schedule: `Europe/Berlin`. Default of the API: that of the controller manager, often UTC. */
  readonly timeZone?: string;
  /** What it does when the last Job still runs: start one beside it, none, or one instead. Default of the API: Allow. */
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace';
}

/**
 * The CronJob of a service: it starts Jobs on a schedule, each of which reads its configuration anew.
 *
 * @throws Refusal if the name, the schedule or the time zone is one that the API server refuses, or two containers have one
 * port.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function cronJob(env: ServiceEnvironment, options: CronJobOptions): ICronJob {
  const { schedule, timeZone, concurrencyPolicy, suspend, startingDeadlineSeconds, ...others } = options;
  const { successfulJobsHistoryLimit, failedJobsHistoryLimit, ...ofJobs } = others;
  refuseLongName(env);
  refuseInvalidTimes(env, options);
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: objectMetadata(env, env.workload.objectName, options),
    spec: {
      schedule,
      ...present({
        timeZone,
        concurrencyPolicy,
        suspend,
        startingDeadlineSeconds,
        successfulJobsHistoryLimit,
        failedJobsHistoryLimit,
      }),
      jobTemplate: { spec: jobSpec(env, ofJobs) },
    },
  };
}

function refuseInvalidTimes(
  { contract, workload, name }: ServiceEnvironment,
  { schedule, timeZone }: CronJobOptions,
): void {
  const schedules = scheduleProblem(schedule) ?? scheduleMistake(schedule);
  const zones = timeZone === undefined ? undefined : timeZoneProblem(timeZone);
  const problems = [
    ...(schedules === undefined ? [] : [{ field: 'spec.schedule', ...schedules }]),
    ...(zones === undefined ? [] : [{ field: 'spec.timeZone', ...zones }]),
  ];
  if (problems.length === 0) return;
  throw new Refusal(problems).within({
    service: contract.name,
    environment: name,
    object: `CronJob ${workload.objectName}`,
  });
}
