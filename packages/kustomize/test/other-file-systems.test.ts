import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { check, emit, type Tree } from '../src/index.ts';
import { TREE } from './example-tree.ts';
import { canMount, makeReadOnly, mountTmpfs, type TemporaryPlace, temporaryPlace } from './temporary-place.ts';

describe.skipIf(!canMount)('with trees on another file system', () => {
  it.each<[string, (place: TemporaryPlace) => string]>([
    ['the root', ({ root }) => root],
    ['the tree’s folder', ({ root }) => join(root, 'payments')],
    ['a folder of the tree', ({ root }) => join(root, 'payments/base')],
    ['the staging folder', ({ staging }) => staging],
  ])('%s is one, emit writes whole files and leaves nothing else', async (_, folderOf) => {
    const place = temporaryPlace();
    mountTmpfs(folderOf(place));
    await emit(TREE, place);
    expect(await check(TREE, place)).toEqual([]);
    const changed = new Map([...TREE, ['base/a.yaml', 'a: 2\n']]);
    expect((await emit(changed, place)).written).toEqual(['payments/base/a.yaml']);
    expect(Object.keys(place.files()).sort()).toEqual([...TREE.keys()].map((path) => `k8s/payments/${path}`).sort());
    expect((await emit(new Map([['base/a.yaml', 'a: 2\n']]), place)).removed).toHaveLength(2);
  });

  it('a file that does not fit leaves no part of it, says what was done, and the next emit does the rest', async () => {
    const place = temporaryPlace();
    mountTmpfs(place.root, 'size=64k');
    const large: Tree = new Map([...TREE, ['base/large.yaml', 'x'.repeat(100_000)]]);
    const refused = emit(large, place);
    await expect(refused).rejects.toThrow(Refusal);
    await expect(refused).rejects.toThrow(
      `payments › ${join(place.root, 'payments/base/large.yaml')}\n  No space is left on the device. (ENOSPC, write)\n  Make room, and try again. 1 of 4 files were done before; the next emit does the rest.`,
    );
    expect(Object.keys(place.files())).toEqual(['k8s/payments/base/a.yaml']);
    expect((await emit(TREE, place)).written).toHaveLength(2);
    expect(await check(TREE, place)).toEqual([]);
  });

  it('a changed file that does not fit stays as it was', async () => {
    const place = temporaryPlace();
    mountTmpfs(place.root, 'size=64k');
    await emit(TREE, place);
    const before = place.files();
    await expect(emit(new Map([...TREE, ['base/a.yaml', 'x'.repeat(100_000)]]), place)).rejects.toThrow('ENOSPC');
    expect(place.files()).toEqual(before);
  });

  it('a staging folder that is full does not matter while the tree has room', async () => {
    const place = temporaryPlace();
    mountTmpfs(place.staging, 'size=4k');
    writeFileSync(join(place.staging, 'full'), 'x'.repeat(4096));
    await emit(new Map([...TREE, ['base/large.yaml', 'x'.repeat(10_000)]]), place);
    expect(readdirSync(place.staging)).toEqual(['full']);
  });

  it('a tree that is read-only is refused without a trace, and stays as it was; check reads it', async () => {
    const place = temporaryPlace();
    await emit(TREE, place);
    makeReadOnly(place.root);
    const before = place.files();
    expect(await check(TREE, place)).toEqual([]);
    const changed: Tree = new Map([['base/a.yaml', 'a: 2\n']]);
    await expect(emit(changed, place)).rejects.toThrow('The file system is read-only. (EROFS, ');
    await expect(emit(changed, place)).rejects.toThrow(Refusal);
    expect(place.files()).toEqual(before);
  });
});
