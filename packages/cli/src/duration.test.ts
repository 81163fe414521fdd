import { expect, it } from 'vitest';
import { parseDuration } from './duration.ts';

it.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
])('%s is a time of %s milliseconds', (text, milliseconds) => {
  expect(parseDuration(text, '--timeout', 'deploy')).toBe(milliseconds);
});

it.each(['', '5', '5 m', '0s', '-1m', '1d', '5m!', '999h'])('"%s" is none', (text) => {
  expect(() => parseDuration(text, '--timeout', 'deploy')).toThrow(
    `"${text}" is not a valid --timeout: give a time such as "90s", "5m" or "1h".`,
  );
});
