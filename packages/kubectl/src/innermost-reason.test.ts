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
    ['E1126 18:27:03.123456   12345 run.go:72] "command failed" err="a \\"b\\" \\x00"', 'a "b" \\x00'],
    ["error: evalsymlink failure on '/a' : lstat /a: no such file or directory", 'lstat /a: no such file or directory'],
    [
      `E1126 18:27:03.123456 1 run.go:72] "command failed" err="accumulating components: accumulateDirectory: \\"expected kind 'Component'\\""`,
      "expected kind 'Component'",
    ],
    [
      'error: accumulating components: loader.New "must build at directory: not a valid directory: evalsymlink failure on \'/c\' : lstat /c: no such file or directory"',
      'lstat /c: no such file or directory',
    ],
    [
      'error: merging from generator &{0xc0000b52b0 <nil>}: id resid.ResId{Gvk:resid.Gvk{Group:"", Version:"v1", Kind:"ConfigMap", isClusterScoped:false}, Name:"a", Namespace:""} exists; behavior must be merge or replace',
      'ConfigMap.v1.[noGrp]/a.[noNs] exists; behavior must be merge or replace',
    ],
    [
      'error: missing metadata.name in object {{v1 ConfigMap} {{ } map[a:b] map[]}}',
      'missing metadata.name in object v1 ConfigMap',
    ],
    ['panic: runtime error: a\n\ngoroutine 1 [running]:\nvalue', 'it crashed (panic: runtime error: a).'],
    ['', ''],
  ])('of %j is %j', (message, reason) => {
    expect(innermostReason(message)).toBe(reason);
  });
});
