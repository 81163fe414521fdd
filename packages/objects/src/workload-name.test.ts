import { describe, expect, it } from 'vitest';
import { cronJob, job, statefulSet } from './index.ts';
import { serviceOf } from './service-of.test-helper.ts';

const container = { image: 'orders:1' };
/** A service whose name has so many characters in staging, with the suffix. */
const serviceOfLength = (length: number) => serviceOf({ name: 'a'.repeat(length - '-staging'.length) });

describe('a name that is too long for what is made of it', () => {
  it('is refused for a StatefulSet and a CronJob, with the suffix of the environment', () => {
    const message = /staging › .*metadata\.name\n.*53 characters.*\n.*at most 52 characters with prefix and suffix/;
    expect(() => cronJob(serviceOfLength(53), { schedule: '@daily', container })).toThrow(message);
    expect(() => statefulSet(serviceOfLength(53), { serviceName: 'orders', container })).toThrow(message);
  });

  it('is not one of 52 characters, nor that of a Job', () => {
    expect(() => cronJob(serviceOfLength(52), { schedule: '@daily', container })).not.toThrow();
    expect(() => statefulSet(serviceOfLength(52), { serviceName: 'orders', container })).not.toThrow();
    expect(() => job(serviceOfLength(60), { container })).not.toThrow();
  });
});
