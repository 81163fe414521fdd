import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { check, emit, kustomizeTree, type Tree } from '../src/index.ts';
import { layer } from './example.ts';
import { temporaryFolder } from './temporary-folder.ts';

const TREE: Tree = new Map([['base/a.yaml', 'a: 1\n']]);
const ofFiles = (...paths: string[]): Tree => new Map([...TREE, ...paths.map((path) => [path, 'b: 1\n'] as const)]);

describe('before anything is written, emit and check refuse', () => {
  it.each([
    '../escape.md',
    '..',
    '.',
    'a/../../b.yaml',
    './a.yaml',
    '/etc/passwd',
    '',
    'a//b.yaml',
    'a/',
    'a\\..\\..\\b.yaml',
    'C:/b.yaml',
    'b.yaml:stream',
    'nul\0.yaml',
    'line\nbreak.yaml',
    'escape\u001b[31m.yaml',
    'right-to-left\u202e.yaml',
    'b.yaml.',
    'b.yaml ',
    'b; rest.yaml',
    'what?.yaml',
    `${'long'.repeat(64)}.yaml`,
    `${'ä'.repeat(126)}.yaml`,
  ])('a path %j', async (path) => {
    const temporary = temporaryFolder();
    for (const task of [emit, check]) {
      const refused = task(ofFiles(path), temporary);
      await expect(refused).rejects.toThrow(Refusal);
      await expect(refused).rejects.toThrow('is not a valid path of a file in a tree.');
    }
    const { folder: _, ...documents } = temporary;
    await expect(emit(ofFiles(path), documents)).rejects.toThrow('is not a valid path');
    expect(temporary.files()).toEqual({});
  });

  it.each(['..', '.', '', '/tmp', 'a/../..', '../k8s', 'a/', 'a\\b', 'a\0', 'a\nb'])('a folder %j', async (folder) => {
    const temporary = temporaryFolder();
    await expect(emit(TREE, { ...temporary, folder })).rejects.toThrow(
      'is not a valid folder for a tree below the root.',
    );
    expect(temporary.files()).toEqual({});
  });

  it.each([
    ['a line break', 'Change it.\nkind: Secret'],
    ['a line break of Windows', 'Change it.\r\nkind: Secret'],
    ['a carriage return', 'Change it.\rkind: Secret'],
    ['a separator of lines', 'Change it.\u2028kind: Secret'],
    ['a next line', 'Change it.\u0085kind: Secret'],
    ['an escape sequence', 'Change \u001b[2Jit.'],
    ['the end of a comment of Markdown', 'Change it. --> <script>'],
  ])('a source with %s', async (_, source) => {
    const temporary = temporaryFolder();
    await expect(emit(TREE, { ...temporary, source })).rejects.toThrow('is not valid in the first line of a file.');
    expect(temporary.files()).toEqual({});
  });

  it.each<[string, readonly string[], string]>([
    ['names that differ in case', ['README.md', 'readme.md'], '"readme.md" and "README.md" are one name'],
    ['folders that differ in case', ['Overlays/a.yaml', 'overlays/b.yaml'], '"overlays" and "Overlays" are one name'],
    ['a file and a folder that differ in case', ['A', 'a/b.yaml'], '"a" and "A" are one name'],
    ['names whose accents are composed otherwise', ['\u00e9.md', 'e\u0301.md'], 'are one name'],
    ['a file that is a folder', ['a', 'a/b.yaml'], '"a" is a file and a folder at once.'],
    ['a folder that is a file, the other way round', ['base/a.yaml/b', 'c'], '"base/a.yaml" is a file and a folder'],
  ])('%s', async (_, paths, words) => {
    const temporary = temporaryFolder();
    await expect(emit(ofFiles(...paths), temporary)).rejects.toThrow(words);
    expect(temporary.files()).toEqual({});
  });

  it('says all of them at once', async () => {
    const refused = emit(ofFiles('../a', '/b', 'C', 'c'), temporaryFolder());
    await expect(refused).rejects.toMatchObject({ problems: [{ file: '../a' }, { file: '/b' }, { file: 'c' }] });
  });
});

it('a tree is written to its folder, also in a folder of a folder, and with names in any language', async () => {
  const temporary = { ...temporaryFolder(), folder: 'team a/payments' };
  const { written } = await emit(ofFiles('größe_1/日本.yaml', '.sops.yaml'), temporary);
  expect(written).toContain('team a/payments/größe_1/日本.yaml');
  expect(readFileSync(join(temporary.root, 'team a/payments/.sops.yaml'), 'utf8')).toContain('b: 1\n');
  expect(await check(ofFiles('größe_1/日本.yaml', '.sops.yaml'), temporary)).toEqual([]);
});

it('a root that ends in a slash is never removed, nor what it lies in', async () => {
  const temporary = temporaryFolder();
  await emit(TREE, { ...temporary, root: `${temporary.root}/` });
  await emit(new Map(), { ...temporary, root: `${temporary.root}/` });
  expect(existsSync(temporary.root)).toBe(true);
});

describe('a tree of overlays', () => {
  it.each(['../evil', '..', '', 'a/b', '/etc', 'a\\b', 'a\nb'])('refuses %j as the name of one', (name) => {
    const make = () => kustomizeTree({ title: 'Payments', base: layer([]), overlays: { [name]: layer([]) } });
    expect(make).toThrow(Refusal);
    expect(make).toThrow('is not a valid name for the folder of an overlay.');
  });
});
