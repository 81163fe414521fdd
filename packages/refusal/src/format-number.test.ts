import { expect, it } from 'vitest';
import { formatNumber } from './index.ts';

it.each([
  [0, '0 replies', '0 lines'],
  [1, '1 reply', '1 line'],
  [2, '2 replies', '2 lines'],
])('%i of something is in its number', (count, replies, lines) => {
  expect([formatNumber(count, 'reply', 'replies'), formatNumber(count, 'line')]).toEqual([replies, lines]);
});
