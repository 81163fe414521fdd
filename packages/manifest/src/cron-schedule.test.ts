import { describe, expect, it } from 'vitest';
import { scheduleMistake, scheduleProblem, timeZoneProblem } from './cron-schedule.ts';

describe('a schedule', () => {
  it.each([
    '* * * * *',
    '0 3 * * *',
    '*/15 8-18 * * mon-fri',
    '5/15 0,12 1 JAN,jul ?',
    '0 0 31 12 0',
    ' 0  3 * * 6 ',
    '10-50/20 * * * *',
    '@daily',
    '@midnight',
    '@every 1h30m',
    '@every 1.5s',
    '@every -.5h',
    '1,,2 * * * *',
    '*-5 +5 * * *',
  ])('may be "%s"', (schedule) => {
    expect(scheduleProblem(schedule)).toBeUndefined();
  });

  it.each([
    ['', 'it has 1 field, not five'],
    ['0 3 * *', 'it has 4 fields, not five'],
    ['0 0 3 * * *', 'it has 6 fields, not five'],
    ['60 * * * *', '"60" is not a valid minute (0-59)'],
    ['0 24 * * *', '"24" is not a valid hour (0-23)'],
    ['0 0 0 * *', '"0" is not a valid day of month (1-31)'],
    ['0 0 * 13 *', '"13" is not a valid month (1-12)'],
    ['0 0 * * 7', '"7" is not a valid day of week (0-6)'],
    ['0 0 * * monday', '"monday" is not a valid day of week'],
    ['0 5-3 * * *', '"5-3" is not a valid hour'],
    ['0 1-2-3 * * *', '"1-2-3" is not a valid hour'],
    ['*/0 * * * *', '"*/0" is not a valid minute'],
    ['@dayly', 'is not a valid schedule'],
    ['*/9999999999999999999 * * * *', 'is not a valid minute'],
    ['@every day', 'is not a valid schedule'],
    ['0 3 * * TZ', 'it names a time zone'],
    ['TZ=Europe/Berlin 0 3 * * *', 'it names a time zone'],
  ])('is not "%s": %s', (schedule, problem) => {
    expect(scheduleProblem(schedule)?.problem).toContain(problem);
    expect(scheduleProblem(schedule)?.remedy).toMatch(/^Give .+\.$/);
  });
});

describe('a time zone', () => {
  it.each([
    'Etc/UTC',
    'UTC',
    'Europe/Berlin',
    'America/Argentina/Ushuaia',
    'Etc/GMT-14',
    'Australia/NSW',
    'America/Port-au-Prince',
    'GB-Eire',
  ])('may be %s', (timeZone) => {
    expect(timeZoneProblem(timeZone)).toBeUndefined();
  });

  it.each([
    '',
    'Local',
    'local',
    '+01:00',
    'Europe/Berlinn',
    'europe/berlin',
    'ETC/UTC',
    'Europe/BERLIN',
    'PST',
    'Europe/',
  ])('is not "%s"', (timeZone) => {
    expect(timeZoneProblem(timeZone)?.problem).toContain('is not a time zone.');
  });
});

describe('a schedule that a server takes', () => {
  it.each([
    ['@every -1h', 'the duration is negative'],
    ['1,,2 * * * *', 'an entry of a list is empty'],
    ['1, * * * *', 'an entry of a list is empty'],
    ['+1 * * * *', 'a sign before a number means nothing'],
    ['*-5 * * * *', 'a range from "*" stands for every value'],
    ['?-5 * * * *', 'a range from "*" stands for every value'],
  ])('is most likely a mistake: "%s"', (schedule, meaning) => {
    expect(scheduleMistake(schedule)?.problem).toContain(meaning);
  });

  it.each(['0 3 * * *', '1,2 * * * *', '*/15 8-18 * * mon-fri', '@every 1h30m', '60 * * * *'])(
    'is none: "%s"',
    (schedule) => {
      expect(scheduleMistake(schedule)).toBeUndefined();
    },
  );
});
