import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { check, emit, type Tree } from '../src/index.ts';
import { TREE } from './example-tree.ts';
import { canMount, makeReadOnly, mountTmpfs, type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

describe.skipIf(!canMount)('with trees on another file system', () => {
  it.each<[string, (temporary: TemporaryFolder) => string]>([
    ['the root', ({ root }) => root],
    ['the tree’s folder', ({ root }) => join(root, 'payments')],
    ['a folder of the tree', ({ root }) => join(root, 'payments/base')],
    ['the staging folder', ({ staging }) => staging],
  ])('%s is one, emit writes whole files and leaves nothing else', async (_, folderOf) => {
    const temporary = temporaryFolder();
    mountTmpfs(folderOf(temporary));
    await emit(TREE, temporary);
    expect(await check(TREE, temporary)).toEqual([]);
    const changed = new Map([...TREE, ['base/a.yaml', 'a: 2\n']]);
    expect((await emit(changed, temporary)).written).toEqual(['payments/base/a.yaml']);
    expect(Object.keys(temporary.files()).sort()).toEqual(
      [...TREE.keys()].map((path) => `k8s/payments/${path}`).sort(),
    );
    expect((await emit(new Map([['base/a.yaml', 'a: 2\n']]), temporary)).removed).toHaveLength(2);
  });

  it('a file that does not fit leaves no part of it, says what was done, and the next emit does the rest', async () => {
    const temporary = temporaryFolder();
    mountTmpfs(temporary.root, 'size=64k');
    const large: Tree = new Map([...TREE, ['base/large.yaml', 'x'.repeat(100_000)]]);
    const refused = emit(large, temporary);
    await expect(refused).rejects.toThrow(Refusal);
    await expect(refused).rejects.toThrow(
      `payments › ${join(temporary.root, 'payments/base/large.yaml')}\n  No space is left on the device. (ENOSPC, write)\n  Make room, and try again. 1 of 4 files were done before; the next emit does the rest.`,
    );
    expect(Object.keys(temporary.files())).toEqual(['k8s/payments/base/a.yaml']);
    expect((await emit(TREE, temporary)).written).toHaveLength(2);
    expect(await check(TREE, temporary)).toEqual([]);
  });

  it('a changed file that does not fit stays as it was', async () => {
    const temporary = temporaryFolder();
    mountTmpfs(temporary.root, 'size=64k');
    await emit(TREE, temporary);
    const before = temporary.files();
    await expect(emit(new Map([...TREE, ['base/a.yaml', 'x'.repeat(100_000)]]), temporary)).rejects.toThrow('ENOSPC');
    expect(temporary.files()).toEqual(before);
  });

  it('a staging folder that is full does not matter while the tree has room', async () => {
    const temporary = temporaryFolder();
    mountTmpfs(temporary.staging, 'size=4k');
    writeFileSync(join(temporary.staging, 'full'), 'x'.repeat(4096));
    await emit(new Map([...TREE, ['base/large.yaml', 'x'.repeat(10_000)]]), temporary);
    expect(readdirSync(temporary.staging)).toEqual(['full']);
  });

  it('a tree that is read-only is refused without a trace, and stays as it was; check reads it', async () => {
    const temporary = temporaryFolder();
    await emit(TREE, temporary);
    makeReadOnly(temporary.root);
    const before = temporary.files();
    expect(await check(TREE, temporary)).toEqual([]);
    const changed: Tree = new Map([['base/a.yaml', 'a: 2\n']]);
    await expect(emit(changed, temporary)).rejects.toThrow('The file system is read-only. (EROFS, ');
    await expect(emit(changed, temporary)).rejects.toThrow(Refusal);
    expect(temporary.files()).toEqual(before);
  });
});
