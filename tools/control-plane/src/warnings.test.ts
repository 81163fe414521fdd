import { expect, it } from 'vitest';
import { warningsIn } from './warnings.ts';

it('a warning is the text of its header, unquoted, each header by itself', () => {
  const headers = [
    ...['Content-Type', 'application/json'],
    ...['Warning', '299 - "unknown field \\"spec.x\\""'],
    ...['warning', '299 - "a, b \\\\ c"'],
  ];
  expect(warningsIn(headers)).toEqual(['unknown field "spec.x"', 'a, b \\ c']);
});

it('a warning may hold any letters', () => {
  const header = Buffer.from('299 - "zu groß"', 'utf8').toString('latin1');
  expect(warningsIn(['Warning', header])).toEqual(['zu groß']);
});
