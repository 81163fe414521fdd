import { describe, expect, it } from 'vitest';
import { shopAnd } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object } from '../testing.ts';

const cronJob = (spec: Json) => shopAnd(object('batch/v1', 'CronJob', 'mall', 'nightly', { spec }));

describe('a CronJob', () => {
  it('has a schedule and a time zone that an API server takes', () => {
    expect(found('cron-schedule', cronJob({ schedule: '0 3 * * mon-fri', timeZone: 'Europe/Berlin' }))).toEqual([]);
    expect(found('cron-schedule', cronJob({ schedule: '@daily' }))).toEqual([]);
  });

  it('is refused with an hour that no day has', () => {
    const stack = cronJob({ schedule: '0 25 * * *' });
    expect(found('cron-schedule', stack)).toEqual(['CronJob nightly in mall › spec.schedule']);
    expect(messagesOf('cron-schedule', stack)).toEqual([
      expect.stringMatching(/"25" is not a valid hour \(0-23\)\..*Give minute, hour/),
    ]);
  });

  it('is refused with a time zone that is not there', () => {
    const stack = cronJob({ schedule: '0 3 * * *', timeZone: 'Europe/Berlni' });
    expect(found('cron-schedule', stack)).toEqual(['CronJob nightly in mall › spec.timeZone']);
  });
});
