import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKubectl } from '@k8s-blocks/kubectl';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readManifests } from './index.ts';

let kubectl: string;
beforeAll(async () => {
  kubectl = await findKubectl();
}, 60_000);

const head = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, annotations: { a: b } }\n';

/** What kubectl reads of a file, which it prints without asking a server; undefined if it refuses it. */
function kubectlReads(file: string): unknown[] | undefined {
  try {
    const command = ['annotate', '--local', '--overwrite', '-f', file, '-o', 'json', 'a=b'];
    const printed = execFileSync(kubectl, command, { encoding: 'utf8', stdio: 'pipe' });
    return JSON.parse(`[${printed.replaceAll('\n}\n{\n', '},{')}]`);
  } catch {
    return undefined;
  }
}

async function compare(text: string | Uint8Array): Promise<{ ours: unknown; theirs: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'read-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'manifest.yaml');
  writeFileSync(file, text);
  const { objects, findings } = await readManifests([file]);
  const ours = findings.length > 0 ? undefined : objects.map(({ object }) => object);
  return { ours, theirs: kubectlReads(file) };
}

describe('the same as kubectl is read', () => {
  it('of every scalar of YAML 1.1 and 1.2, also as a key', async () => {
    const scalars =
      'y Y n N yes Yes YES yEs no NO on On off OFF true True TRUE tRUE null Null NULL ~ 0123 0o123 0O17 089 0o9 0x1F 0X1F 0x ' +
      '-0x1F +0x1F 0b101 0B1 -0b101 0b2 0b 1e3 1E+3 1.5e3 1e 1e400 1e-7 1:30 190:20:30 1_000 1_000.5 _1 1_ -_1 1__0 0x_1F ._5 ' +
      '.5 +.5 -.5 5. . .e1 .5e3 0. -0 -0.0 00 -017 +0123 0_7 08.5 1.0 1.10 = 2001-01-01 2001-12-14T21:59:43Z infinity nan Inf ' +
      '9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616 -9223372036854775808 ' +
      '-9223372036854775809 0xFFFFFFFFFFFFFFFFFF 123456789012345678901234567890 0x1p3 +12 1_0.0_1e1_0';
    const values = scalars.split(' ').map((scalar, index) => `  k${index}: ${scalar}\n`);
    const { ours, theirs } = await compare(`${head}data:\n${values.join('')}  empty:\n`);
    expect(theirs).toBeDefined();
    expect(ours).toEqual(theirs);
    const keys = await compare(
      `${head}data: { y: 1, 1e3: 2, 0123: 3, 1.5: 4, 2001-01-01: 5, '1': 6, n: 7, 1e22: 8 }\n`,
    );
    expect(keys.ours).toEqual(keys.theirs);
  });

  it.each([
    ['tags', 'data: { a: !!str 1, b: !!int "1", c: !!float 3, d: !!bool "yes", e: !!binary aGk=, f: !x 12, g: ! 12 }'],
    ['anchors', 'data: { a: &x foo, b: *x, c: &y [&z z, *z], d: *y }'],
    [
      'merges in any order',
      'data:\n  a: &x { q: z, w: 1 }\n  b: { q: own, <<: *x }\n  c: { <<: *x, e: 1 }\n  d: { "<<": *x }',
    ],
    ['several merges', 'data:\n  a: &x { q: z, w: 1 }\n  d: { <<: [*x, { q: second, e: 1 }] }'],
    ['sets and ordered maps', 'data: { a: !!set { b, c }, d: !!omap [e: 1] }'],
    ['several documents', `---\n# nothing\n---\n---   # also\n${head}`],
    ['a separator in the midst of a block', `data:\n  a: |\n    x\n---\n${head}`],
    ['the end of a document', `...\n---\n${head}`],
    ['a tab after a colon', 'data:\n  a:\tb'],
    ['folded and literal blocks', 'data:\n  a: >-\n    x\n    y\n\n    z\n  b: |+\n    x\n\n'],
    ['a byte order mark in the midst', `---\n\ufeff${head}`],
    ['__proto__ as a key', 'data: { __proto__: a, constructor: b }'],
    [
      'single quotes around lines that are not indented',
      "data:\n  a: '[\n  1\n  ]'\n  b: 'x\n''y''\n\n\nz'\n  c: last",
    ],
    ['double quotes around such lines', 'data:\n  a: "one\ntwo\n\nthree \\\nfour # no comment\n  "\n  b: "\\"\n"'],
    ['a list of such lines', 'data:\n  a: [\n1,\n  "x\ny", # ]\n{ b: [\n] }\n]\n  c: last'],
    ['a map of such lines', 'data:\n  a: {\nb: c\n}\n  d: [{\n  e: f }\n  ]'],
    ['a key before such lines', 'data:\n  a: b\n  "c": "d\n"'],
    ['entries of a list in such lines', "data:\n  - 'a\nb'\n  - [\n'c' ]"],
  ])('of %s', async (_, lines) => {
    const { ours, theirs } = await compare(`${head}${lines}\n`);
    expect(theirs).toBeDefined();
    expect(ours).toEqual(theirs);
  });

  it.each([
    ['Windows line ends', `\ufeff${head}data:\n  a: |\n    x\n    y\n---\n${head}`.replaceAll('\n', '\r\n')],
    [
      'JSON with tabs and escapes',
      '{\n\t"apiVersion": "v1", "kind": "A",\n\t"metadata": {"name": "a\\/b\\ud83d\\ude00", "annotations": {"a": "b"}}}',
    ],
    ['a stream of JSON', '{"apiVersion":"v1","kind":"A","metadata":{"annotations":{"a":"b"}}}\n'.repeat(2)],
    ['a list of one kind', 'apiVersion: x/v1\nkind: FooList\nitems:\n- metadata: { annotations: { a: b } }\n'],
  ])('of %s', async (_, text) => {
    const { ours, theirs } = await compare(text);
    expect(theirs).toBeDefined();
    expect(ours).toEqual(theirs);
  });

  it.each([
    ['infinity', 'data: { a: .inf }'],
    ['an unknown anchor', 'data: { a: *x }'],
    ['an anchor in itself', 'data: &x { a: *x }'],
    ['null as a key', 'data: { ~: a }'],
    ['a list as a key', 'data: { ? [a] : b }'],
    ['a tag that is not true', 'data: { a: !!int foo }'],
    ['base64 that is none', 'data: { a: !!binary zzz }'],
    ['a control character', 'data: { a: "\u0001" }'],
    ['a tab as indentation', 'data:\n\ta: b'],
    ['a directive', '---\n%YAML 1.2\n'],
    ['a separator with a document in its line', '--- { a: b }'],
    ['a truncated quote', 'data: { a: "b'],
    ['a character that begins no scalar', 'data:\n  a: @b'],
  ])('of %s: nothing', async (_, lines) => {
    expect(await compare(`${head}${lines}\n`)).toEqual({ ours: undefined, theirs: undefined });
  });
});
