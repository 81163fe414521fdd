import { describe, expect, it } from 'vitest';
import { cronJob, job } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf({ workload: 'CronJob' });
const container = { image: 'orders:1' };

describe('a CronJob', () => {
  it('has the service’s name, and starts the Jobs that the same options make', () => {
    const options = { container, backoffLimit: 2, ttlSecondsAfterFinished: 60 };
    const made = cronJob(env, { ...options, schedule: '0 3 * * *' });
    expect(made).toEqual({
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'orders', labels: ORDERS },
      spec: { schedule: '0 3 * * *', jobTemplate: { spec: job(env, options).spec } },
    });
  });

  it('takes its other fields by the names of the API', () => {
    const fields = {
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid',
      suspend: true,
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 5,
    } as const;
    expect(cronJob(env, { container, schedule: '@daily', ...fields }).spec).toMatchObject(fields);
  });

  it('is refused with a schedule and a time zone that do not exist, both at once, with the place', () => {
    const wrong = () => cronJob(env, { container, schedule: '0 24 * * *', timeZone: 'Europe/Berlinn' });
    expect(wrong).toThrow(/^orders › staging › CronJob orders › spec\.schedule\n.*"24" is not a valid hour \(0-23\)/);
    expect(wrong).toThrow(/spec\.timeZone\n {2}"Europe\/Berlinn" is not a time zone\.\n.*"Europe\/Berlin"/);
  });
});
