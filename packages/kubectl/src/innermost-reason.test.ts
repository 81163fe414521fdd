import { describe, expect, it } from 'vitest';
import { innermostReason } from './innermost-reason.ts';

describe('the innermost reason', () => {
  it.each([
    ['error: a', 'a'],
    ['# Warning: b\nerror: a', 'a'],
    ['E1126 18:27:03.123456   12345 run.go:72] "command failed" err=<\n\ta\n\tb\n >\n', 'a\nb'],
    ['E1126 18:27:03.123456   12345 run.go:72] "command failed" err="a: \\"b\\"\\nc"', 'a: "b"\nc'],
    ['error: trouble configuring builtin X with config: `\nvalue\n`: value\n`: a', 'trouble configuring builtin X: a'],
    ['error: wrong node kind: node contents:\nvalue', 'wrong node kind'],
    [
      "error: accumulating resources: accumulation err='accumulating resources from 'a': b': must build at directory: 'a': file is not directory",
      "accumulating resources from 'a': b",
    ],
    [
      "error: accumulation err='read a': recursed accumulation of path '/a': accumulation err='read b': recursed accumulation of path '/b': c",
      'c',
    ],
    ['panic: runtime error: a\n\ngoroutine 1 [running]:\nvalue', 'it crashed (panic: runtime error: a).'],
    ['', ''],
  ])('of %j is %j', (message, reason) => {
    expect(innermostReason(message)).toBe(reason);
  });
});
