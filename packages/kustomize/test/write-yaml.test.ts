import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comment, commentKeys } from '@k8s-blocks/comments';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Document, parse, parseAllDocuments } from 'yaml';
import { writePatch, writeYaml, type YamlValue } from '../src/write-yaml.ts';

/** What some reader of YAML 1.1 or 1.2 takes for something else where it stands without quotes. */
const MISREAD = [
  ...['y', 'n', 'Yes', 'NO', 'on', 'Off', 'true', 'False', 'null', '~', '', ' ', ' a', 'a ', '0123', '0o14', '0x1F'],
  ...['1e3', '.5', '1_000', '1:30', '1:30:00', '+1', '-0', '.inf', '.NaN', '2001-01-01', '2001-01-01T00:00:00Z', '<<'],
  ...['=', '-', '- a', '?', '? a', ':', 'a: b', 'a:', 'a #b', '#a', '{a}', '[a]', '*a', '&a', '!a', '%a', '@a', '`a`'],
  ...[
    '|',
    '>',
    '"',
    "'",
    "it's",
    '\\',
    '\\n',
    ',',
    '---',
    '...',
    '--- a',
    '$(VAR)',
    '\ufeff',
    '\u00a0',
    '\u0007',
    '\u0000',
  ],
  ...[
    'a\tb',
    'two\nlines',
    'ends\n',
    'ends\n\n',
    '\nbegins',
    ' indented\nmore',
    'spaces \nat ends ',
    'cr\r\nlf',
    'a\rb',
  ],
  ...['---\na', '...\na', '# a\nb', 'a\n# b\n', 'ünïcödé', '😀', 'a'.repeat(2000), 'word '.repeat(500).trim()],
];

describe('comments', () => {
  it('stand above the object, its keys and the entries of its lists', () => {
    const object = comment('What it is for.', {
      kind: 'Thing',
      spec: commentKeys({ port: 80, rules: [comment('Why.\nIndeed.', { to: 'a' }), { to: 'b' }] }, { port: 'HTTP.' }),
    });
    expect(writeYaml([object])).toBe(
      [
        '# What it is for.',
        'kind: Thing',
        'spec:',
        '  # HTTP.',
        '  port: 80',
        '  rules:',
        '    # Why.',
        '    # Indeed.',
        '    - to: a',
        '    - to: b',
        '',
      ].join('\n'),
    );
  });

  it('of a value stand at its key, where the key has none', () => {
    const value = comment('Of the value.', { b: 1 });
    expect(writeYaml([{ a: value }])).toBe('# Of the value.\na:\n  b: 1\n');
    expect(writeYaml([commentKeys({ a: value }, { a: 'Of the key.' })])).toBe('# Of the key.\na:\n  b: 1\n');
  });

  it.each(['\n', '\r', '\r\n', '\u0085', '\u2028', '\u2029', '\u000b', '\u000c', '\u0000', '\ufeff'])(
    'cannot be broken out of with %j',
    (lineBreak) => {
      const text = `harmless${lineBreak}evil: true`;
      const rule = commentKeys(comment(text, { a: 1 }), { a: text });
      const yaml = writeYaml([comment(text, { rule, list: [rule] })]);
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(yaml, { version })).toEqual({ rule: { a: 1 }, list: [{ a: 1 }] });
      }
      expect(yaml.split(/[\n\r\u0085\u2028\u2029]/).filter((line) => line.startsWith('evil'))).toEqual([]);
    },
  );
});

describe('a file', () => {
  it('keeps the order of the author, and has a line between its objects', () => {
    expect(writeYaml([{ z: 1, a: { x: true, b: [] } }, { a: {} }])).toBe('z: 1\na:\n  x: true\n  b: []\n---\na: {}\n');
  });

  it('shows several lines as a readable block', () => {
    expect(writeYaml([{ a: 'set -e\n\nexec "$@"\n', b: 'one\ntwo' }])).toBe(
      'a: |\n  set -e\n\n  exec "$@"\nb: |-\n  one\n  two\n',
    );
  });

  it('never folds a long line', () => {
    expect(writeYaml([{ a: 'word '.repeat(500).trim() }]).split('\n')).toHaveLength(2);
  });
});

describe('any value', () => {
  const leaf = fc.oneof(
    fc.constantFrom('a', 'it is', 'yes', '1:30', 'a: b', '', 'one\ntwo', 'one\n\n  two\n', 'ends\n\n'),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  const values = (...keys: string[]) => {
    const { node } = fc.letrec<{ node: YamlValue }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        leaf,
        fc.array(tie('node')),
        fc.dictionary(fc.constantFrom(...keys), tie('node')),
      ),
    }));
    return node;
  };

  it('is laid out as the YAML library itself lays it out', () => {
    const style = { lineWidth: 0, singleQuote: true };
    const property = fc.property(values('a', 'b.c/d', 'yes', 'two words', ''), (value) => {
      const document = new Document(value, { compat: 'yaml-1.1', version: '1.2', aliasDuplicateObjects: false });
      expect(writeYaml([value])).toBe(document.toString(style));
    });
    fc.assert(property, { numRuns: runs({ usual: 300, long: 10_000 }) });
  });

  it('is quoted where the YAML library itself quotes it, in whatever short text', () => {
    const words = [
      'true',
      'False',
      'YES',
      'no',
      'on',
      'Off',
      'y',
      'N',
      'null',
      'NaN',
      'e1',
      'E-9',
      'e-1',
      'a:b',
      'y:y',
      'a.',
    ];
    const text = fc.string({ unit: fc.constantFrom(...'abefnrstuyzEFNTY019._-/: '), minLength: 1, maxLength: 5 });
    const property = fc.property(fc.oneof(fc.constantFrom(...words), text), (value) => {
      const document = new Document({ [value]: value }, { compat: 'yaml-1.1', version: '1.2' });
      expect(writeYaml([{ [value]: value }])).toBe(document.toString({ lineWidth: 0, singleQuote: true }));
    });
    fc.assert(property, { numRuns: runs({ usual: 1000, long: 30_000 }) });
  });

  it('is read as it is written', () => {
    const property = fc.property(values('a', 'yes', 'two\nlines', 'long'.repeat(500)), (value) => {
      expect(parse(writeYaml([value]))).toEqual(value);
    });
    fc.assert(property, { numRuns: runs({ usual: 300, long: 10_000 }) });
  });
});

describe('text that some reader of YAML takes for something else', () => {
  const values = Object.fromEntries(MISREAD.map((text, index) => [`k${index}`, text]));
  const keys = Object.fromEntries(MISREAD.map((text, index) => [text, `v${index}`]));
  const nested = [values, keys, MISREAD, [[...MISREAD]]];

  it.each(['1.1', '1.2'] as const)('is read as it is by YAML %s, as a value, an entry and a key', (version) => {
    const [document, ...others] = parseAllDocuments(writeYaml([{ nested }]), { version, merge: version === '1.1' });
    expect(others).toEqual([]);
    expect(document?.toJS()).toEqual({ nested });
    expect(parse(writePatch({ nested }), { version, merge: version === '1.1' })).toEqual({ nested });
  });

  it('is read as it is by Kustomize, as a value, an entry and a key, in objects and in patches', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'write-yaml-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // Keys as an object can have them: not empty and no merge key (both are refused), short, of one line.
    const keys = Object.fromEntries(
      MISREAD.filter((text) => !['', '<<'].includes(text) && !/[\n\r]/.test(text) && text.length < 100).map((text) => [
        text,
        'v',
      ]),
    );
    const head = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' } };
    writeFileSync(join(folder, 'thing.yaml'), writeYaml([{ ...head, nested: { values, keys, list: MISREAD } }]));
    const patches = [{ patch: writePatch({ ...head, patched: { values, keys, list: MISREAD } }) }];
    writeFileSync(join(folder, 'kustomization.yaml'), writeYaml([{ resources: ['thing.yaml'], patches }]));
    const { yaml } = await kustomizeBuild(folder);
    const expected = { values, keys, list: MISREAD };
    expect(parse(yaml, { version: '1.1' })).toEqual({ ...head, nested: expected, patched: expected });
  }, 60_000);

  it('does not end a patch with what Kustomize trims', () => {
    for (const text of ['a\n', 'a\n\n', 'a ', '\n', 'a\nb\n']) {
      const patch = writePatch({ a: text });
      expect(patch).toBe(patch.trim());
      expect(parse(patch)).toEqual({ a: text });
    }
  });
});
