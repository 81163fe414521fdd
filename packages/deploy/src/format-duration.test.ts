import { expect, it } from 'vitest';
import { formatDuration } from './index.ts';

it.each([
  [0, '0 s'],
  [12_400, '12 s'],
  [60_000, '1 m'],
  [90_000, '1 m 30 s'],
  [7_200_000, '2 h'],
])('a time of %s milliseconds is %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});
