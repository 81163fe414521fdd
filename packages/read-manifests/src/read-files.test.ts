import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readManifests } from './index.ts';
import { bomb, configMap, inOwnFolder, read, write } from './own-folder.test-helper.ts';

inOwnFolder();

describe('a file', () => {
  it('gives its objects with file and line', async () => {
    const file = write('manifest.yaml', `# a\n${configMap('a')}---\n\n${configMap('b')}`);
    const { objects, findings, sources } = await readManifests([file]);
    expect(objects).toMatchObject([
      { object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }, file, line: 2 },
      { object: { metadata: { name: 'b' } }, file, line: 8 },
    ]);
    expect(findings).toEqual([]);
    expect(sources).toEqual([{ file, kind: 'file', objects: 2 }]);
  });

  it('tells how numbers and booleans are written where JSON would write them otherwise', async () => {
    const values = '[03788745, 12e03, 1.10, 0x1F, 1_000, &yes yes, *yes, 12, true, "0x1F", 2026-01-31, 1:30]';
    const { objects } = await read(
      `apiVersion: v1\nkind: List\nitems:\n- kind: A\n  spec: { list: ${values}, "a.b": 0o17 }\n`,
    );
    const written = Array.from({ length: 12 }, (_, index) => objects[0]?.writtenAt(`spec.list[${index}]`));
    expect(written).toEqual(['03788745', '12e03', '1.10', '0x1F', '1_000', 'yes', 'yes', ...Array(5).fill(undefined)]);
    expect(objects[0]?.writtenAt('spec["a.b"]')).toBe('0o17');
    expect(objects[0]?.writtenAt('spec.missing[0].field')).toBeUndefined();
  });

  it('tells how numbers are written in JSON, and in a list of one kind', async () => {
    const json = '{"apiVersion": "v1", "kind": "ConfigMapList", "items": [{"data": {"a": 1.10, "b": 1e3}}]}';
    const { objects } = await readManifests([write('manifest.json', json)]);
    expect(objects.map(({ writtenAt }) => [writtenAt('data.a'), writtenAt('data.b')])).toEqual([['1.10', '1e3']]);
  });

  it('is read on where a document is broken, with the line and column of the error', async () => {
    const { objects, findings } = await read(`${configMap('a')}---\na: b\nc: "d\n---\n${configMap('c')}`);
    expect(objects.map(({ line }) => line)).toEqual([1, 9]);
    expect(findings).toMatchObject([{ rule: 'unreadable', severity: 'error', line: 8, column: 1 }]);
  });

  it('gives the items of lists, each with its line', async () => {
    const { objects } = await read(
      'apiVersion: v1\nkind: List\nitems:\n- kind: A\n- kind: BList\n  apiVersion: b/v1\n  items:\n  - metadata:\n      name: b\n',
    );
    expect(objects).toMatchObject([
      { object: { kind: 'A' }, line: 4 },
      { object: { apiVersion: 'b/v1', kind: 'B', metadata: { name: 'b' } }, line: 8 },
    ]);
    expect(objects[1]?.lineOf('metadata.name')).toBe(9);
  });

  it('may hold custom resources, and resources that only look like a list', async () => {
    const { objects, findings } = await read('apiVersion: x/v1\nkind: AllowList\nspec: { a: [1] }\n');
    expect(objects).toMatchObject([{ object: { kind: 'AllowList', spec: { a: [1] } } }]);
    expect(findings).toEqual([]);
  });

  it.each([
    ['a scalar', 'hello\n', 'This is a string, not an object of Kubernetes.'],
    ['a list', '- a\n', 'This is a list, not an object of Kubernetes.'],
    ['a list of no objects', 'kind: List\nitems: [3]\n', 'This is a number, not an object of Kubernetes.'],
    ['binary', Buffer.from([0x7f, 0x45, 0, 0xff]), 'binary file'],
    ['no UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff, 10]), 'not UTF-8'],
    ['nested too deep', `a: ${'['.repeat(100_000)}`, 'levels deep'],
    ['nested too deep by its aliases', deepAliases(), 'levels deep'],
    ['a bomb of aliases', bomb(), 'The aliases of this file stand for more than'],
    ['a bomb of merges', mergeBomb(), 'The aliases of this file stand for more than'],
    ['a control character', 'a: "\u001b[2J"\n', 'U+001B'],
    ['a line end that only kubectl sees', 'a: b # c\u2028d: e\n', 'U+2028'],
    ['what follows the end of its document', `${configMap('a')}...\nkind: B\n`, 'passes over'],
    ['nothing but brackets', ']'.repeat(1_000_000), 'not YAML'],
  ])('that holds %s is a finding with its line', async (_, content, problem) => {
    const { findings } = await read(content);
    expect(findings).toMatchObject([{ rule: 'unreadable', severity: 'error', line: expect.any(Number) }]);
    expect(findings[0]?.problem).toContain(problem);
    expect(findings[0]?.remedy).toBeDefined();
  });

  it('that is not UTF-8 in one document is read in the others', async () => {
    const content = Buffer.concat([
      Buffer.from(`${configMap('a')}---\na:\n  b: `),
      Buffer.from([0xff]),
      Buffer.from(`\n---\n${configMap('c')}`),
    ]);
    const { objects, findings } = await read(content);
    expect(objects).toHaveLength(2);
    expect(findings).toMatchObject([{ line: 7 }]);
  });

  it.each(['', '# nothing\n', '---\n---\n', 'null\n', '\ufeff'])(
    'that holds nothing, as %j, is not a finding',
    async (content) => {
      expect(await read(content)).toMatchObject({ objects: [], findings: [] });
    },
  );

  it('with a key that is written twice is read, with a finding at the second one', async () => {
    const { objects, findings } = await read(`${configMap('a')}data:\n  a/b: x\n  c: d\n  a/b: z\n`);
    expect(objects).toMatchObject([{ object: { data: { 'a/b': 'z', c: 'd' } } }]);
    expect(findings).toMatchObject([
      {
        rule: 'duplicate-key',
        severity: 'error',
        object: 'ConfigMap a in default',
        field: 'data["a/b"]',
        line: 8,
        column: 3,
      },
    ]);
  });

  it('has a bounded number of findings', async () => {
    const { findings } = await read('a\n---\n'.repeat(1000));
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)?.problem).toBe('At least 900 more things are wrong in this file.');
  });

  const objects = runs({ usual: 10_000, long: 60_000 });
  it(`of ${objects} objects is read, be it one document or very many`, async () => {
    const items = Array.from(
      { length: objects },
      (_, i) =>
        `- kind: A\n  metadata: { name: a${i}, labels: { a: b } }\n  spec:\n    text: |\n      ${'line '.repeat(20)}\n`,
    );
    const one = await read(`kind: List\nitems:\n${items.join('')}`);
    expect(one.findings).toEqual([]);
    expect(one.objects).toHaveLength(objects);
    const many = await read('---\nkind: A\n'.repeat(objects));
    expect(many.objects).toHaveLength(objects);
  });
});

function mergeBomb(): string {
  const keys = Array.from({ length: 10_000 }, (_, i) => `k${i}: v`).join(', ');
  return `a: &a { ${keys} }\nb:\n${'- <<: *a\n'.repeat(10_000)}`;
}

function deepAliases(): string {
  return `a0: &a0 x\n${Array.from({ length: 1000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]\n`).join('')}`;
}

describe('the line of a field', () => {
  const text = `${configMap('a')}  labels:\n    app: x\n    app.kubernetes.io/name: y\nspec:\n  ports:\n  - name: http\n  - name: admin\n    port: 1\n`;

  it.each([
    ['metadata.name', 4],
    ['metadata.labels["app.kubernetes.io/name"]', 7],
    ['metadata.labels.app.kubernetes.io/name', 7],
    ['spec.ports[1].port', 12],
    ['spec.ports[1].protocol', 11],
    ['spec.ports[7].name', 9],
    ['status', 1],
    ['', 1],
    ['[', 1],
    ['metadata["\\q"]', 3],
  ])('%j is %i, or that of the nearest thing around it', async (path, line) => {
    const { objects } = await read(text);
    expect(objects[0]?.lineOf(path)).toBe(line);
  });
});

describe('whatever a file holds', () => {
  const real = `# a\n${configMap('a')}data:\n  a: &x "b"\n  c: *x\n  d: |\n    e\n  f: [1, {g: 0x1F}]\n---\n{"kind": "List", "items": [{"kind": "A"}]}\n---\n<<: {a: !!str b}\n? x\n: y\n`;
  const mutation = fc.record({
    at: fc.nat(real.length),
    removed: fc.nat(20),
    added: fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...'{}[]&*!|>\'"%@`#,:?-\t\n\r', '---', '...', '<<: *x', '\ufeff'),
    ),
  });

  it('reading it never throws, and every finding has a line', async () => {
    const mutated = fc
      .array(mutation, { minLength: 1, maxLength: 5 })
      .map((mutations) =>
        mutations.reduce((text, { at, removed, added }) => text.slice(0, at) + added + text.slice(at + removed), real),
      );
    const contents = fc.oneof(
      mutated,
      fc.uint8Array({ maxLength: 500 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
    );
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        const { objects, findings } = await read(content);
        for (const { object, lineOf } of objects)
          expect([typeof object, lineOf('data.a') >= 1]).toEqual(['object', true]);
        for (const finding of findings) expect(finding).toMatchObject({ line: expect.any(Number), severity: 'error' });
      }),
      { numRuns: runs({ usual: 300, long: 20_000 }) },
    );
  });
});
