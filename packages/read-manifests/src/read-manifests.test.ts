import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runs } from '@k8s-blocks/test-runs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readManifests } from './index.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** Writes a file below the folder, and returns its path. */
function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
}

async function read(content: string | Uint8Array) {
  return readManifests([write('manifest.yaml', content)]);
}

async function namesIn(paths: readonly string[]): Promise<unknown[]> {
  const { objects } = await readManifests(paths);
  return objects.map(({ object }) => (object as { metadata: { name: string } }).metadata.name);
}

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

/** Nine levels of nine aliases each. */
function bomb(): string {
  const levels = Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]\n`);
  return `a0: &a0 lol\n${levels.join('')}`;
}

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

describe('a plain folder', () => {
  it('gives every YAML and JSON file below it, in order, and nothing else', async () => {
    write('b.yaml', configMap('b'));
    write('a/z.yml', configMap('z'));
    write('a.json', '{"kind": "A", "metadata": {"name": "json"}}');
    write('notes.txt', 'a: [');
    write('node_modules/x/x.yaml', configMap('no'));
    expect(await namesIn([folder])).toEqual(['json', 'b', 'z']);
  });

  it('is read once, however often and by whatever link it is reached', async () => {
    const file = write('a/a.yaml', configMap('a'));
    symlinkSync('..', join(folder, 'a', 'loop'));
    symlinkSync('a.yaml', join(folder, 'a', 'b.yaml'));
    symlinkSync('a', join(folder, 'c'));
    expect(await namesIn([folder, folder, file])).toEqual(['a']);
  });

  it('has findings for what cannot be opened, and never waits for a pipe', async () => {
    symlinkSync('nowhere.yaml', join(folder, 'broken.yaml'));
    symlinkSync('self.yaml', join(folder, 'self.yaml'));
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    write('a.yaml', configMap('a'));
    const { objects, findings } = await readManifests([folder, join(folder, 'missing.yaml')]);
    expect(objects).toHaveLength(1);
    expect(findings.map(({ file, rule }) => [file, rule])).toEqual(
      ['broken.yaml', 'pipe.yaml', 'self.yaml', 'missing.yaml'].map((name) => [join(folder, name), 'unreadable']),
    );
  });
});

describe('a custom resource in a file of a kustomization’s name', () => {
  const flux = 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: flux }\n';

  it('is read as a manifest, with the files beside it and below', async () => {
    const file = write('apps/kustomization.yaml', flux);
    write('apps/beside.yaml', configMap('beside'));
    write('apps/below/below.yaml', configMap('below'));
    expect(await namesIn([join(folder, 'apps')])).toEqual(['beside', 'flux', 'below']);
    expect(await namesIn([folder])).toEqual(['beside', 'flux', 'below']);
    expect(await namesIn([file])).toEqual(['flux']);
    expect((await readManifests([folder])).sources.map(({ kind }) => kind)).toEqual(['file', 'file', 'file']);
  });
});

describe('a kustomization', () => {
  const base = 'resources: [a.yaml]\n';

  beforeEach(() => {
    write('app/base/kustomization.yaml', base);
    write('app/base/a.yaml', configMap('a'));
    write('app/production/kustomization.yml', 'resources: [../base]\nnameSuffix: -production\n');
    write('app/staging/Kustomization', 'resources: [../base]\nnameSuffix: -staging\n');
    write('app/production/patch.yaml', 'no: manifest');
    write('app/part/kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n');
  });

  it('is built by its folder or its file, and once if both are given', async () => {
    const file = join(folder, 'app/base/kustomization.yaml');
    const { objects, sources } = await readManifests([dirname(file), file]);
    expect(objects).toMatchObject([{ object: { metadata: { name: 'a' } }, file, line: 1 }]);
    expect(sources).toEqual([{ file, kind: 'kustomization', objects: 1 }]);
  });

  it('below a plain folder is built if none builds upon it, and its files are not read besides', async () => {
    write('plain.yaml', configMap('plain'));
    expect(await namesIn([folder])).toEqual(['plain', 'a-production', 'a-staging']);
  });

  it('that does not build is a finding with the words of kubectl, and the others are built', async () => {
    const file = write('app/staging/kustomization.yaml', 'resources: [missing.yaml]\n');
    rmSync(join(folder, 'app/staging/Kustomization'));
    const { objects, findings } = await readManifests([folder]);
    expect(objects).toHaveLength(1);
    expect(findings).toMatchObject([{ rule: 'unreadable', severity: 'error', file }]);
    expect(findings[0]?.problem).toMatch(/missing\.yaml.*no such file or directory/s);
  });

  it('that builds upon what is elsewhere, or would take all memory, is a finding that names the file below it', async () => {
    const file = write('over/kustomization.yaml', 'resources: [../far]\n');
    const far = write('far/kustomization.yaml', 'resources: ["git@example.org:a/b"]\n');
    const [finding, ...others] = (await readManifests([file])).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'unreadable', severity: 'error', file });
    expect(finding?.problem).toBe(
      `${far} › resources[0]: It names "git@example.org:a/b", and nothing is fetched here by default.`,
    );
    expect(finding?.remedy).toContain('--allow-remote');
    write('far/kustomization.yaml', 'resources: [bomb.yaml]\n');
    const aliases = write('far/bomb.yaml', bomb());
    expect((await readManifests([file])).findings[0]?.problem).toContain(
      `${aliases}: The aliases of this file stand for`,
    );
  });

  it('that builds upon itself through another is a finding', async () => {
    write('loop/a/kustomization.yaml', 'resources: [../b]\n');
    write('loop/b/kustomization.yaml', 'resources: [../a]\n');
    const { findings } = await readManifests([join(folder, 'loop')]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.problem).toContain('cycle');
  });

  it('has its warnings as findings', async () => {
    const file = write('old/kustomization.yaml', 'commonLabels: { a: b }\n');
    const { findings } = await readManifests([file]);
    expect(findings).toMatchObject([{ rule: 'kustomize-warning', severity: 'warning', file }]);
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
