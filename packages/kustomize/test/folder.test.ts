import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { check, emit, type Tree } from '../src/index.ts';

const TREE: Tree = new Map([
  ['kustomization.yaml', 'resources: [base]\n'],
  ['base/kustomization.yaml', 'resources: [a.yaml]\n'],
  ['base/a.yaml', 'a: 1\nb: 2\n'],
]);

let parent: string;
let root: string;
let temporary: { root: string; folder: string; source: string; staging: string };
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'folder-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  root = join(parent, 'k8s');
  temporary = { root, folder: 'payments', source: 'Change apps/payments.', staging: join(parent, 'staging') };
});

const without = (path: string): Tree => new Map([...TREE].filter(([each]) => each !== path));
const put = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
/** All files below the root: path to text and time of the last change. */
const state = (): Record<string, string> =>
  Object.fromEntries(
    (existsSync(root) ? (readdirSync(root, { recursive: true }) as string[]) : [])
      .sort()
      .filter((path) => statSync(join(root, path)).isFile())
      .map((path) => [path, `${statSync(join(root, path)).mtimeMs} ${readFileSync(join(root, path), 'utf8')}`]),
  );

describe('emit', () => {
  it('writes each file with a first line that names it and says where to change it', async () => {
    const report = await emit(TREE, temporary);
    expect(report).toEqual({
      written: ['payments/base/a.yaml', 'payments/base/kustomization.yaml', 'payments/kustomization.yaml'],
      removed: [],
      unchanged: 0,
    });
    expect(readFileSync(join(root, 'payments/base/a.yaml'), 'utf8')).toBe(
      '# Emitted by k8s-blocks as payments/base/a.yaml; do not edit. Change apps/payments.\na: 1\nb: 2\n',
    );
    expect(readdirSync(temporary.staging)).toEqual([]);
  });

  it('twice changes nothing, not even the times of the files', async () => {
    await emit(TREE, temporary);
    utimesSync(join(root, 'payments/base/a.yaml'), 1, 1);
    const before = state();
    expect(await emit(TREE, temporary)).toEqual({ written: [], removed: [], unchanged: 3 });
    expect(state()).toEqual(before);
  });

  it('writes what was edited or deleted again, and nothing else', async () => {
    await emit(TREE, temporary);
    const path = 'payments/base/a.yaml';
    put(path, readFileSync(join(root, path), 'utf8').replace('a: 1', 'a: 7'));
    rmSync(join(root, 'payments/kustomization.yaml'));
    const { written, unchanged } = await emit(TREE, temporary);
    expect(written).toEqual([path, 'payments/kustomization.yaml']);
    expect(unchanged).toBe(1);
    expect(await check(TREE, temporary)).toEqual([]);
  });

  it('removes its own stale files and the folders that become empty, and no others', async () => {
    await emit(new Map([...TREE, ['overlays/old/kustomization.yaml', '{}\n']]), temporary);
    mkdirSync(join(root, 'payments/empty'));
    const { removed } = await emit(without('base/a.yaml'), temporary);
    expect(removed).toEqual(['payments/base/a.yaml', 'payments/overlays/old/kustomization.yaml']);
    expect(readdirSync(join(root, 'payments')).sort()).toEqual(['base', 'empty', 'kustomization.yaml']);
  });

  it('leaves files and overlays that are written by hand', async () => {
    await emit(TREE, temporary);
    put('payments/overlays/mine/kustomization.yaml', 'resources: [../../base]\n');
    put('payments/base/notes.md', 'Mine.\n');
    put('payments/base/quoted.yaml', '# Not: # Emitted by k8s-blocks as payments/base/quoted.yaml; do not edit.\n');
    const before = state();
    await emit(TREE, temporary);
    expect(state()).toEqual(before);
  });

  it('leaves a copy of an emitted file at another path', async () => {
    await emit(TREE, temporary);
    cpSync(join(root, 'payments/base'), join(root, 'payments/overlays/copy'), { recursive: true });
    cpSync(join(root, 'payments'), join(root, 'orders'), { recursive: true });
    const before = state();
    expect((await emit(TREE, temporary)).removed).toEqual([]);
    expect(state()).toEqual(before);
    await expect(emit(TREE, { ...temporary, folder: 'orders' })).rejects.toThrow(Refusal);
    expect(state()).toEqual(before);
  });

  it('leaves the trees beside its own', async () => {
    await emit(TREE, temporary);
    await emit(TREE, { ...temporary, folder: 'payments-api' });
    const before = state();
    await emit(TREE, temporary);
    expect(state()).toEqual(before);
  });

  it.each<[string, () => void, string]>([
    ['a file without the marker', () => put('payments/base/a.yaml', 'mine: true\n'), 'payments/base/a.yaml'],
    ['a folder', () => put('payments/base/a.yaml/b', ''), 'payments/base/a.yaml is a folder.'],
    ['a file instead of a folder', () => put('payments/base', ''), 'payments/base is not a folder.'],
    [
      'a link to a file',
      () => {
        put('payments/base/other', 'mine');
        symlinkSync('other', join(root, 'payments/base/a.yaml'));
      },
      'payments/base/a.yaml is a symbolic link.',
    ],
    [
      'a link to nothing',
      () => {
        mkdirSync(join(root, 'payments/base'), { recursive: true });
        symlinkSync(join(parent, 'nowhere'), join(root, 'payments/base/a.yaml'));
      },
      'payments/base/a.yaml is a symbolic link.',
    ],
    [
      'a link to a folder',
      () => {
        mkdirSync(join(parent, 'elsewhere'));
        mkdirSync(join(root, 'payments'), { recursive: true });
        symlinkSync(join(parent, 'elsewhere'), join(root, 'payments/base'));
      },
      'payments/base is a symbolic link.',
    ],
  ])('refuses %s in the way before anything is written', async (_, obstruct, words) => {
    mkdirSync(root);
    obstruct();
    const before = readdirSync(parent, { recursive: true }).sort();
    const emitted = emit(TREE, temporary);
    await expect(emitted).rejects.toThrow(Refusal);
    await expect(emitted).rejects.toThrow(words);
    expect(readdirSync(parent, { recursive: true }).sort()).toEqual(before);
  });

  it.each<[string, () => void, string]>([
    [
      'a tree’s folder that is a link',
      () => symlinkSync(parent, join(root, 'payments')),
      'payments is a symbolic link.',
    ],
    ['a tree’s folder that is a file', () => put('payments', 'mine'), 'payments is not a folder.'],
  ])('refuses %s', async (_, obstruct, words) => {
    mkdirSync(root);
    obstruct();
    await expect(emit(TREE, temporary)).rejects.toThrow(words);
    expect(readdirSync(root)).toEqual(['payments']);
  });

  it('of files without a folder of their own looks at each, and at the folders above it', async () => {
    const { folder: _, ...here } = temporary;
    const documents: Tree = new Map([
      ['README.md', 'All.\n'],
      ['guides/apply.md', 'How.\n'],
    ]);
    put('notes.md', 'mine');
    expect((await emit(documents, here)).written).toEqual(['README.md', 'guides/apply.md']);
    expect(await check(documents, here)).toEqual([]);
    put('guides/apply.md', 'mine');
    await expect(emit(documents, here)).rejects.toThrow('guides/apply.md');
    rmSync(join(root, 'guides'), { recursive: true });
    symlinkSync(parent, join(root, 'guides'));
    await expect(emit(documents, here)).rejects.toThrow('guides is a symbolic link.');
    expect(readFileSync(join(root, 'notes.md'), 'utf8')).toBe('mine');
  });

  it('of files without a folder of their own removes what it no longer emits into folders in the root, and nothing else', async () => {
    const { folder: _, ...here } = temporary;
    const emitted = (...paths: readonly string[]): Tree => new Map(paths.map((path) => [path, 'All.\n']));
    await emit(TREE, temporary);
    await emit(emitted('README.md', 'old.md', 'overlays/staging/a.yaml', 'overlays/gone/a.yaml'), here);
    put('overlays/mine/a.yaml', 'mine');
    const { removed } = await emit(emitted('README.md', 'overlays/staging/a.yaml'), here);
    expect(removed).toEqual(['overlays/gone/a.yaml']);
    expect(readdirSync(join(root, 'overlays')).sort()).toEqual(['mine', 'staging']);
    expect(await check(TREE, temporary)).toEqual([]);
  });
});

describe('check', () => {
  it('finds nothing where everything is as it is emitted', async () => {
    await emit(TREE, temporary);
    expect(await check(TREE, temporary)).toEqual([]);
  });

  it('names each file, says what is wrong, and shows the difference, without writing', async () => {
    await emit(new Map([...without('kustomization.yaml'), ['base/stale.yaml', 's: 1\n']]), temporary);
    put('payments/kustomization.yaml', 'mine: true\n');
    const before = state();
    const found = await check(
      new Map([...TREE, ['base/a.yaml', 'a: 1\nb: 3\n'], ['base/new.yaml', 'n: 1\n']]),
      temporary,
    );
    expect(found.map(({ path, kind, problem }) => [path, kind, problem])).toEqual([
      ['payments/base/a.yaml', 'changed', 'The file differs from what is emitted.'],
      ['payments/base/new.yaml', 'missing', 'The file is missing.'],
      ['payments/base/stale.yaml', 'stale', 'The file is no longer emitted.'],
      [
        'payments/kustomization.yaml',
        'foreign',
        'Something that was not emitted is at the file’s path. It does not carry the marker of a file that emit has written.',
      ],
    ]);
    const [changed, missing, stale, foreign] = found.map(({ diff }) => diff);
    expect(changed).toContain(
      '--- payments/base/a.yaml\tas it is\n+++ payments/base/a.yaml\tas it is emitted\n@@ -1,3 +1,3 @@',
    );
    expect(changed).toContain(' a: 1\n-b: 2\n+b: 3\n');
    expect(missing).toContain('+n: 1\n');
    expect(stale).toContain('-s: 1\n');
    expect(foreign).toBe('');
    expect(state()).toEqual(before);
    expect(existsSync(temporary.staging) ? readdirSync(temporary.staging) : []).toEqual([]);
  });

  it('creates no folder where nothing was ever emitted', async () => {
    expect(await check(TREE, temporary)).toHaveLength(3);
    expect(readdirSync(parent)).toEqual([]);
  });
});
