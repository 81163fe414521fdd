import type { Kinds } from './kinds.ts';
import { type Pod, podOf } from './pod.ts';
import { type ObjectRule, ruleFor } from './rule.ts';
import type { Violations } from './violation.ts';

export type JobSpec = NonNullable<Kinds['Job']['spec']>;

/** What a Job is to do, in a Job or in the template of a CronJob. */
export interface LocatedJob {
  readonly kind: 'Job' | 'CronJob';
  readonly spec: JobSpec;
  /** The path of the spec: `spec`, `spec.jobTemplate.spec`. */
  readonly path: string;
  readonly pod: Pod;
  /** How many pods are to succeed. In a Job without `completions` and `parallelism` it is one; the template of a CronJob has no defaults. */
  readonly completions: number | undefined;
}

/** Rules for what Jobs are to do, in a Job or in the template of a CronJob. */
export function jobRules(name: string, check: (job: LocatedJob) => Violations): readonly ObjectRule[] {
  return [
    ruleFor(name, 'Job', (job) => check(located('Job', job.spec ?? {}, 'spec', podOf(job, 'Job')))),
    ruleFor(name, 'CronJob', (cronJob) => {
      const spec = cronJob.spec?.jobTemplate?.spec ?? {};
      return check(located('CronJob', spec, 'spec.jobTemplate.spec', podOf(cronJob, 'CronJob')));
    }),
  ];
}

function located(kind: LocatedJob['kind'], spec: JobSpec, path: string, pod: Pod): LocatedJob {
  const { completions = kind === 'Job' && spec.parallelism === undefined ? 1 : undefined } = spec;
  return { kind, spec, path, pod, completions };
}
