import { commentKeys, keyCommentsOf } from '@k8s-blocks/comments';
import { describe, expect, it } from 'vitest';
import { pinnedTree } from '../src/patch/pinned-tree.ts';
import { strategicMergePatch } from '../src/patch/strategic-merge-patch.ts';
import type { Plain, PlainMap } from '../src/plain-data.ts';

const deployment = (spec: PlainMap): PlainMap => ({ apiVersion: 'apps/v1', kind: 'Deployment', spec });
const specPatch = (base: PlainMap, target: PlainMap) => {
  const patch = strategicMergePatch(deployment(base), deployment(target));
  return typeof patch === 'object' ? patch.spec : patch;
};
/** Without the comments, which patches carry under symbols. */
const dataOf = (patch: unknown): unknown => (patch === undefined ? undefined : JSON.parse(JSON.stringify(patch)));
const env = (...names: string[]): Plain => names.map((name) => ({ name, value: name }));

describe('a strategic merge patch', () => {
  it('says nothing where nothing differs', () => {
    expect(dataOf(specPatch({ replicas: 1, env: env('A') }, { replicas: 1, env: env('A') }))).toBeUndefined();
  });

  it('says a scalar, a new key and, as null, a removed key', () => {
    expect(dataOf(specPatch({ a: 1, b: 'x', c: true }, { a: 2, c: true, d: { e: 'f' } }))).toEqual({
      a: 2,
      b: null,
      d: { e: 'f' },
    });
  });

  it('goes into maps, and says only what differs there', () => {
    expect(dataOf(specPatch({ m: { a: '1', b: '2' } }, { m: { a: '1', b: '3' } }))).toEqual({ m: { b: '3' } });
  });

  it('says a value that is pinned although base says the same', () => {
    const object = deployment({ replicas: 1, env: env('A', 'B') });
    expect(dataOf(strategicMergePatch(object, object, pinnedTree([['spec', 'replicas']])))).toEqual({
      spec: { replicas: 1 },
    });
    expect(dataOf(strategicMergePatch(object, object, pinnedTree([['spec', 'env', 0, 'value']])))).toEqual({
      spec: { env: [{ name: 'A', value: 'A' }] },
    });
  });

  it('says a changed entry of a keyed list by its key alone', () => {
    const target = [
      { name: 'A', value: 'new' },
      { name: 'B', value: 'B' },
    ];
    expect(dataOf(specPatch({ env: env('A', 'B') }, { env: target }))).toEqual({ env: [{ name: 'A', value: 'new' }] });
  });

  it('names the entries before a change, so that the order stays', () => {
    expect(dataOf(specPatch({ env: env('A', 'B') }, { env: env('A', 'B', 'C') }))).toEqual({
      env: [{ name: 'A' }, { name: 'B' }, { name: 'C', value: 'C' }],
    });
    expect(dataOf(specPatch({ env: env('A', 'B') }, { env: env('C', 'A', 'B') }))).toEqual({ env: env('C') });
    expect(dataOf(specPatch({ env: env('A', 'B') }, { env: env('B', 'A') }))).toEqual({
      env: [{ name: 'B' }, { name: 'A' }],
    });
  });

  it('is left to JSON 6902 where it would name many entries for their order alone', () => {
    expect(dataOf(specPatch({ env: env(...'ABCD') }, { env: env(...'ABCDE') }))).toBe('inexpressible');
  });

  it('removes an entry of a keyed list with a directive', () => {
    expect(dataOf(specPatch({ env: env('A', 'B') }, { env: env('B') }))).toEqual({
      env: [{ name: 'A', $patch: 'delete' }],
    });
  });

  it('leaves no valueFrom beside a value', () => {
    const valueFrom = { secretKeyRef: { name: 's', key: 'k' } };
    expect(dataOf(specPatch({ env: [{ name: 'A', valueFrom }] }, { env: [{ name: 'A', value: 'x' }] }))).toEqual({
      env: [{ name: 'A', valueFrom: null, value: 'x' }],
    });
  });

  it('says a list without a merge key whole', () => {
    expect(dataOf(specPatch({ args: ['a', 'b'] }, { args: ['a', 'c'] }))).toEqual({ args: ['a', 'c'] });
  });

  it.each<[string, PlainMap, PlainMap]>([
    ['a value of another type, whose quotes Kustomize would keep', { a: '1' }, { a: 1 }],
    ['a list instead of a map', { a: { b: 'c' } }, { a: ['b'] }],
    ['a map that loses all of its keys', { a: { b: 'c' } }, { a: {} }],
    ['a new map that is empty', {}, { a: {} }],
    ['a list that becomes empty', { args: ['a'] }, { args: [] }],
    ['a key that reads as a directive', {}, { $patch: 'x' }],
    ['a list with more than one merge key', { ports: [{ port: 1 }] }, { ports: [{ port: 2 }] }],
    ['entries that have the same key', { env: env('A', 'A') }, { env: env('A') }],
    ['entries without their key', { env: ['A'] }, { env: ['B'] }],
  ])('is left to JSON 6902 for %s', (_, base, target) => {
    expect(dataOf(specPatch(base, target))).toBe('inexpressible');
  });

  it('is left to JSON 6902 for the lists of kinds that Kustomize does not know', () => {
    const thing = (list: string[]) => ({ apiVersion: 'example.com/v1', kind: 'Thing', spec: { list } });
    expect(dataOf(strategicMergePatch(thing(['a']), thing(['b'])))).toBe('inexpressible');
    expect(dataOf(strategicMergePatch({ ...thing([]), a: 1 }, { ...thing([]), a: 2 }))).toEqual({ a: 2 });
  });

  it('carries the comments that base has not', () => {
    const base = commentKeys({ a: 1, b: 1 }, { b: 'As in base.' });
    const target = commentKeys({ a: 2, b: 2 }, { a: 'Twice.', b: 'As in base.' });
    expect(keyCommentsOf(specPatch(base, target) as object)).toEqual({ a: 'Twice.' });
  });
});
