import { describe, expect, it } from 'vitest';
import { readDocuments } from './index.ts';

const read = (text: string) => readDocuments(Buffer.from(text));

describe('the documents of a file', () => {
  it('are read as kubectl reads them: YAML of Go, several documents, JSON', () => {
    expect(
      read('\ufeffa: yes\nb: 0123\nc: &x { d: e }\nf: { <<: *x }\n---\n# nothing\n---\n{"g":\t1}\n{"h": 2}\n'),
    ).toEqual({
      data: [{ a: true, b: 83, c: { d: 'e' }, f: { d: 'e' } }, { g: 1 }, { h: 2 }],
    });
    expect(read('a: !!binary aGk=\n')).toEqual({ data: [{ a: 'hi' }] });
    expect(read('')).toEqual({ data: [] });
  });

  it.each([
    ['what is not YAML', 'a: 1\n---\nb: [\n', 4],
    ['a directive', '%YAML 1.2\n---\na: 1\n', 1],
    ['a tab for indentation', 'a: 1\nb:\n\tc: 2\n', 3],
    ['a control character', 'a: 1\nb: "\u0007"\n', 2],
    ['an alias of nothing', 'a: 1\nb: *c\n', 2],
    ['a document in the line of its separator', 'a: 1\n--- { b: 1 }\n', 2],
  ])('are read up to the error of %s, whose line is given', (_, text, line) => {
    const { data, error } = read(text);
    expect(data.length).toBeLessThanOrEqual(1);
    expect(error).toMatchObject({ message: expect.any(String), remedy: expect.any(String) });
    expect(error?.line).toBe(line);
  });

  it('are text, in UTF-8', () => {
    expect(readDocuments(Buffer.from('a: 1\nb: \xff\n', 'latin1')).error).toMatchObject({ line: 2 });
    expect(readDocuments(Buffer.from('a: 1', 'utf16le')).error?.message).toContain('UTF-16');
  });

  it.each([
    [
      'aliases of aliases',
      `a0: &a0 ${'x'.repeat(100)}\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}`,
    ],
    [
      'merges of merges',
      `a0: &a0 { b: c }\n${Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} { l: *a${i}, r: *a${i} }`).join('\n')}`,
    ],
    ['open brackets', `a: ${'['.repeat(200_000)}`],
    ['open braces', `a: ${'{b: '.repeat(100_000)}`],
    ['lists in lists', `${'- '.repeat(1000)}a`],
  ])('are not read where they are %s', (_, text) => {
    expect(read(text).error).toBeDefined();
  });
});
