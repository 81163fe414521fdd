import { describe, expect, it } from 'vitest';
import { jsonPatch } from '../src/patch/json-patch.ts';
import { pinnedTree } from '../src/patch/pinned-tree.ts';

describe('a JSON patch', () => {
  it('says nothing where nothing differs', () => {
    expect(jsonPatch({ a: { b: [1, { c: 'd' }] } }, { a: { b: [1, { c: 'd' }] } })).toEqual([]);
  });

  it('removes, replaces and adds, key by key', () => {
    expect(jsonPatch({ m: { a: 1, b: 1 } }, { m: { b: 2, c: {} } })).toEqual([
      { op: 'remove', path: '/m/a' },
      { op: 'replace', path: '/m/b', value: 2 },
      { op: 'add', path: '/m/c', value: {} },
    ]);
  });

  it('escapes the tilde and the slash in keys', () => {
    expect(jsonPatch({}, { 'a/b~c~1': 1 })).toEqual([{ op: 'add', path: '/a~1b~0c~01', value: 1 }]);
  });

  it('replaces a value by one of another type', () => {
    expect(jsonPatch({ a: { b: 1 }, c: '1' }, { a: ['b'], c: 1 })).toEqual([
      { op: 'replace', path: '/a', value: ['b'] },
      { op: 'replace', path: '/c', value: 1 },
    ]);
  });

  it('takes the keys of every object’s prototype for keys like others', () => {
    expect(jsonPatch({}, { constructor: 'x' })).toEqual([{ op: 'add', path: '/constructor', value: 'x' }]);
    expect(jsonPatch({ toString: 'x' }, {})).toEqual([{ op: 'remove', path: '/toString' }]);
  });

  it('goes into a list of which the most stays', () => {
    expect(jsonPatch({ l: [{ a: 1 }, 2, 3] }, { l: [{ a: 2 }, 2, 3] })).toEqual([
      { op: 'replace', path: '/l/0/a', value: 2 },
    ]);
  });

  it('adds at the end of a list, and removes from its end backwards', () => {
    expect(jsonPatch({ l: [1] }, { l: [1, 2, 3] })).toEqual([
      { op: 'add', path: '/l/-', value: 2 },
      { op: 'add', path: '/l/-', value: 3 },
    ]);
    expect(jsonPatch({ l: [1, 2, 3] }, { l: [1] })).toEqual([
      { op: 'remove', path: '/l/2' },
      { op: 'remove', path: '/l/1' },
    ]);
  });

  it('replaces a list of which the most differs, or that is or becomes empty', () => {
    expect(jsonPatch({ l: [1, 2, 3] }, { l: [3, 1, 2] })).toEqual([{ op: 'replace', path: '/l', value: [3, 1, 2] }]);
    expect(jsonPatch({ l: [] }, { l: [1] })).toEqual([{ op: 'replace', path: '/l', value: [1] }]);
    expect(jsonPatch({ l: [1] }, { l: [] })).toEqual([{ op: 'replace', path: '/l', value: [] }]);
  });

  it('says a value that is pinned although base says the same', () => {
    const object = { a: 1, l: [{ b: 2 }, 3] };
    const pinned = pinnedTree([['a'], ['l', 0, 'b']]);
    expect(jsonPatch(object, object, pinned)).toEqual([
      { op: 'replace', path: '/a', value: 1 },
      { op: 'replace', path: '/l/0/b', value: 2 },
    ]);
  });
});
