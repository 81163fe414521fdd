import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlLines } from './yaml-lines.ts';

describe('the YAML that a reader is shown', () => {
  it('is laid out as the files are', () => {
    const object = {
      kind: 'ConfigMap',
      metadata: { name: 'a', labels: {} },
      data: {
        'a.txt': 'one\n\n  two\n',
        empty: '',
        word: 'yes',
        number: '012',
        time: '12:30:45',
        key: 'a: b',
        image: 'a/b:1',
      },
      list: [{ name: 'x', ports: [1, 2] }, [[true]], [], null, 'text\nlines'],
    };
    expect(yamlLines(object)).toEqual([
      'kind: ConfigMap',
      ...['metadata:', '  name: a', '  labels: {}'],
      ...['data:', '  a.txt: |', '    one', '', '      two'],
      ...['  empty: ""', '  word: "yes"', '  number: "012"', '  time: "12:30:45"', '  key: "a: b"', '  image: a/b:1'],
      ...['list:', '  - name: x', '    ports:', '      - 1', '      - 2', '  - - - true', '  - []', '  - null'],
      ...['  - |-', '    text', '    lines'],
    ]);
  });

  it('means the same to a parser, but for carriage returns and lines of white space', () => {
    const text = fc.string({
      unit: fc.constantFrom(...['a', 'é', ' b', '\n', ':', '#', '-', '"', "'", '1', '.', 'y', '{', '\tb', '\\']),
    });
    const anything = fc.string().map((each) => each.replaceAll('\r', ' '));
    const value = fc.letrec((tie) => ({
      leaf: fc.oneof(text, anything, fc.integer(), fc.boolean(), fc.constant(null)),
      node: fc.oneof(
        { maxDepth: 3 },
        tie('leaf'),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(text, tie('node'), { maxKeys: 3, noNullPrototype: true }),
      ),
    })).node;
    fc.assert(
      fc.property(value, (each) => {
        const plain: unknown = JSON.parse(JSON.stringify({ each }));
        expect(parse(`${yamlLines(plain).join('\n')}\n`, { version: '1.1' })).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });

  it('shows that lines end as on Windows', () => {
    expect(yamlLines({ text: 'a\r\nb\r\n' })).toEqual(['text: |', '  a\\r', '  b\\r']);
  });
});
