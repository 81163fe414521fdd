import { describe, expect, it } from 'vitest';
import { comment, commentKeys, commentOf, copyComments, keyCommentsOf } from './index.ts';

describe('a comment', () => {
  it('is read back from the object that carries it', () => {
    expect(commentOf(comment('why it is here', { a: 1 }))).toBe('why it is here');
    expect(commentOf({ a: 1 })).toBeUndefined();
  });

  it('stays out of the data: JSON, keys and equality do not see it', () => {
    const object = commentKeys(comment('why', { a: 1 }), { a: 'one' });
    expect(JSON.stringify(object)).toBe('{"a":1}');
    expect(Object.keys(object)).toEqual(['a']);
  });

  it('leaves the object that it was given as it was', () => {
    const object = { a: 1 };
    comment('why', object);
    commentKeys(object, { a: 'one' });
    expect(commentOf(object)).toBeUndefined();
    expect(keyCommentsOf(object)).toEqual({});
  });

  it('survives a spread', () => {
    const copy = { ...commentKeys(comment('why', { a: 1 }), { a: 'one' }), b: 2 };
    expect(commentOf(copy)).toBe('why');
    expect(keyCommentsOf(copy)).toEqual({ a: 'one' });
  });

  it('at one key leaves the comments at other keys', () => {
    const object = commentKeys(commentKeys({ a: 1, b: 2 }, { a: 'one' }), { b: 'two' });
    expect(keyCommentsOf(object)).toEqual({ a: 'one', b: 'two' });
  });

  it('is carried over to rebuilt data on request', () => {
    const rebuilt = copyComments(commentKeys(comment('why', { a: 1 }), { a: 'one' }), { a: 1 });
    expect(commentOf(rebuilt)).toBe('why');
    expect(keyCommentsOf(rebuilt)).toEqual({ a: 'one' });
  });
});
