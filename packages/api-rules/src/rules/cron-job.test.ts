import { describe, expect, it } from 'vitest';
import { cronJob, judge, violatingFields } from '../testing.ts';

const fields = (object: unknown) => violatingFields('cron-job', object);

describe('a CronJob', () => {
  it('is right with a schedule, a time zone, and a Job', () => {
    expect(judge(cronJob({ timeZone: 'Europe/Berlin' }))).toEqual([]);
  });

  it('has numbers that are not negative', () => {
    expect(fields(cronJob({ startingDeadlineSeconds: -1, successfulJobsHistoryLimit: -1 }))).toEqual([
      'spec.startingDeadlineSeconds',
      'spec.successfulJobsHistoryLimit',
    ]);
  });

  it('leaves room in its name for the names of its Jobs', () => {
    expect(fields({ ...cronJob(), metadata: { name: 'a'.repeat(52) } })).toEqual([]);
    expect(fields({ ...cronJob(), metadata: { name: 'a'.repeat(53) } })).toEqual(['metadata.name']);
  });

  it('leaves room in the beginning of a generated name as well', () => {
    expect(fields({ ...cronJob(), metadata: { generateName: 'a'.repeat(47) } })).toEqual([]);
    expect(fields({ ...cronJob(), metadata: { generateName: 'a'.repeat(48) } })).toEqual(['metadata.generateName']);
  });
});
