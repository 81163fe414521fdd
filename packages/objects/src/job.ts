import type { ServiceEnvironment } from '@k8s-blocks/topology';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IJobSpec } from 'kubernetes-models/batch/v1/JobSpec';
import { objectMetadata } from './object-metadata.ts';
import { present } from './present.ts';
import { specFields, type WorkloadOptions, workloadTemplate } from './workload-template.ts';

/** What {@link job} takes; fields without a word here are the API's own. */
export interface JobOptions extends WorkloadOptions, Omit<IJobSpec, 'template' | 'ttlSecondsAfterFinished'> {
  /**
   * Whether a container that failed is started again in its pod, or in another pod, so that the logs of the first stay.
   * Default: Never, in another pod; without `defaults`: it is not said.
   */
  readonly restartPolicy?: 'Never' | 'OnFailure';
  /** Seconds after which a finished Job is removed, with its pods and their logs. Default of the API: never. */
  readonly ttlSecondsAfterFinished?: number;
}

/**
 * The Job of a service, such as a migration: pods that run to their end. Its pods cannot be changed once it is in the cluster:
 * another image is refused there until the old Job is deleted, by hand or by its `ttlSecondsAfterFinished`.
 *
 * @throws Refusal if two containers have one port.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export function job(env: ServiceEnvironment, options: JobOptions): IJob {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: objectMetadata(env, env.workload.objectName, options),
    spec: jobSpec(env, options),
  };
}

/** The spec of a Job, also of one that a CronJob starts. */
export function jobSpec(env: ServiceEnvironment, options: JobOptions): IJobSpec {
  const { defaults = true } = options;
  const { restartPolicy = defaults ? 'Never' : undefined, ...fields } = specFields(options);
  return { ...present(fields), template: workloadTemplate(env, options, present({ restartPolicy })) };
}
