import { describe, expect, it } from 'vitest';
import { cronJob, findingsOf, violatingFields } from '../testing.ts';

const fields = (object: unknown) => violatingFields('cron-schedule', object);

describe('the schedule of a CronJob', () => {
  it('is right with five fields or a macro, and a time zone', () => {
    expect(fields(cronJob({ schedule: '0 3 * * mon-fri', timeZone: 'Europe/Berlin' }))).toEqual([]);
    expect(fields(cronJob({ schedule: '@daily' }))).toEqual([]);
  });

  it('has no hour that no day has', () => {
    expect(findingsOf('cron-schedule', cronJob({ schedule: '0 25 * * *' }))).toMatchObject([
      {
        field: 'spec.schedule',
        problem: expect.stringContaining('"25" is not a valid hour (0-23)'),
        remedy: expect.stringMatching(/^Give minute, hour/),
      },
    ]);
  });

  it('has a time zone that exists', () => {
    expect(fields(cronJob({ timeZone: 'Europe/Berlni' }))).toEqual(['spec.timeZone']);
  });
});
