import { describe, expect, it } from 'vitest';
import { readDocuments } from './index.ts';

const read = (text: string) => readDocuments(Buffer.from(text));

describe('lines that are indented less than YAML asks for', () => {
  it('are read in quotes and in flow collections, as kubectl reads them', () => {
    expect(read(`a:\n  b: "c\nd"\n  e: 'f\n\n  g'\n  h: [\n1,\n{ i: j\n}\n]\n`)).toEqual({
      data: [{ a: { b: 'c d', e: 'f\ng', h: [1, { i: 'j' }] } }],
    });
  });

  it('are not what makes a text that is not closed right', () => {
    expect(read('a: "b\nc: d\n').error).toBeDefined();
    expect(read('a: [\nb: c\n').error).toBeDefined();
  });

  it('do not change in which line an error is', () => {
    expect(read('a:\n  b: "c\nd"\ne: [f\n  g: }\n').error?.line).toBe(5);
    expect(read('a:\n  b: "c\nd"\ne: *f\n').error?.line).toBe(4);
  });

  it('are looked for in bounded time', () => {
    expect(read(`a:\n${'  b: "c\nd"\n'.repeat(20_000)}`).error).toBeDefined();
  });
});
