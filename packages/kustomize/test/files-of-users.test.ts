import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@k8s-blocks/refusal';
import { describe, expect, it } from 'vitest';
import { check, emit } from '../src/index.ts';
import { TREE } from './example-tree.ts';
import { asOrdinaryUser, type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

describe('a file or folder of the user’s that is not in the way stops no emit:', () => {
  it.each<[string, (temporary: TemporaryFolder) => void]>([
    ['a file of 10 GB', ({ put }) => truncateSync(put('payments/base/core', ''), 10 * 2 ** 30)],
    ['a pipe', ({ root }) => execFileSync('mkfifo', [join(root, 'payments/base/pipe.yaml')])],
    ['a link in a circle', ({ root }) => symlinkSync('circle', join(root, 'payments/circle'))],
    ['a link to a device', ({ root }) => symlinkSync('/dev/zero', join(root, 'payments/zero.yaml'))],
    [
      'a file with bytes that are not text',
      ({ put }) => writeFileSync(put('payments/bin.yaml', ''), Buffer.from([255, 254, 0])),
    ],
    ['a name that is not text', ({ root }) => writeFileSync(Buffer.from(`${root}/payments/\xff.yaml`, 'latin1'), '')],
  ])('%s', async (_, make) => {
    const temporary = temporaryFolder();
    await emit(TREE, temporary);
    make(temporary);
    expect(await emit(TREE, temporary)).toEqual({ written: [], removed: [], unchanged: 3 });
    expect(await check(TREE, temporary)).toEqual([]);
  });

  it('a file and a folder that this user may not read', async () => {
    const temporary = ownedByAll(temporaryFolder());
    temporary.put('payments/notes.yaml', 'mine');
    temporary.put('payments/private/notes.yaml', 'mine');
    chmodSync(join(temporary.root, 'payments/notes.yaml'), 0);
    chmodSync(join(temporary.root, 'payments/private'), 0);
    chmodSync(join(temporary.root, 'payments'), 0o777);
    expect((await asOrdinaryUser(() => emit(TREE, temporary))).written).toHaveLength(3);
    expect(await asOrdinaryUser(() => check(TREE, temporary))).toEqual([]);
    expect(readFileSync(join(temporary.root, 'payments/notes.yaml'), 'utf8')).toBe('mine');
  });
});

describe('an error of the system is refused with its location, what is wrong and what to do:', () => {
  it.each<[string, (temporary: TemporaryFolder) => void, string]>([
    ['a root that is a file', ({ root }) => writeFileSync(root, 'mine'), 'The root of all trees is not a folder.'],
    [
      'a root that leads to nothing',
      ({ root }) => symlinkSync('nowhere', root),
      'is a symbolic link that leads to nothing.',
    ],
    ['a root that leads in a circle', ({ root }) => symlinkSync('k8s', root), 'links lead in a circle. (ELOOP, stat)'],
    [
      'a pipe at a file’s path',
      ({ put, root }) => {
        put('payments/base/b', '');
        execFileSync('mkfifo', [join(root, 'payments/base/a.yaml')]);
      },
      'payments/base/a.yaml is not a regular file.',
    ],
    [
      'a file of 10 GB at a file’s path',
      ({ put }) => truncateSync(put('payments/base/a.yaml', ''), 10 * 2 ** 30),
      'It does not carry the marker',
    ],
  ])('%s', async (_, obstruct, words) => {
    const temporary = temporaryFolder();
    obstruct(temporary);
    for (const task of [emit, check]) {
      const outcome = task(TREE, temporary).then(
        (done) => ('written' in done ? 'written' : done.map(({ problem }) => problem).join()),
        (error: unknown) => (error instanceof Refusal ? error.message : error),
      );
      expect(await outcome).toContain(words);
    }
  });

  it.skipIf(process.platform !== 'linux')('a root where no folder can be made', async () => {
    const refused = emit(TREE, { ...temporaryFolder(), root: '/proc/k8s' });
    await expect(refused).rejects.toThrow('There is no such file or folder. (ENOENT, mkdir)');
    await expect(refused).rejects.toThrow(Refusal);
  });

  it('a root in a link to nothing', async () => {
    const temporary = temporaryFolder();
    symlinkSync('nowhere', join(temporary.parent, 'link'));
    const refused = emit(TREE, { ...temporary, root: join(temporary.parent, 'link/k8s') });
    await expect(refused).rejects.toThrow('There is no such file or folder. (ENOENT, mkdir)');
  });

  it('a root in a file', async () => {
    const temporary = temporaryFolder();
    writeFileSync(join(temporary.parent, 'file'), '');
    const refused = emit(TREE, { ...temporary, root: join(temporary.parent, 'file/k8s') });
    await expect(refused).rejects.toThrow('A part of the path is a file, where a folder is needed. (ENOTDIR, stat)');
  });

  it('a path that is longer than the system takes, before anything is written', async () => {
    const temporary = temporaryFolder();
    const refused = emit(new Map([...TREE, [`${'folder/'.repeat(800)}a.yaml`, '']]), temporary);
    await expect(refused).rejects.toThrow(Refusal);
    await expect(refused).rejects.toThrow('The name is longer than the file system allows. (ENAMETOOLONG, lstat)');
    expect(temporary.files()).toEqual({});
  });

  it('a folder that this user may not write to', async () => {
    const temporary = ownedByAll(temporaryFolder());
    await asOrdinaryUser(() => emit(TREE, temporary));
    chmodSync(join(temporary.root, 'payments/base'), 0o555);
    if (process.getuid?.() === 0) chownSync(join(temporary.root, 'payments/base'), 0, 0);
    const refused = asOrdinaryUser(() => emit(new Map([...TREE, ['base/a.yaml', 'a: 2\n']]), temporary));
    await expect(refused).rejects.toThrow('Permission is denied. (EACCES, open)');
    await expect(refused).rejects.toThrow(Refusal);
  });

  it('a file at its path that this user may not read: it may be a user’s own', async () => {
    const temporary = ownedByAll(temporaryFolder());
    chmodSync(temporary.put('payments/base/a.yaml', 'mine'), 0);
    const refused = asOrdinaryUser(() => emit(TREE, temporary));
    await expect(refused).rejects.toThrow('It cannot be read: Permission is denied. (EACCES, open)');
    expect(temporary.files()).toEqual({ 'k8s/payments/base/a.yaml': 'mine' });
  });
});

it('a root that is a link to a folder is followed, and stays a link', async () => {
  const temporary = temporaryFolder();
  mkdirSync(join(temporary.parent, 'elsewhere'));
  symlinkSync('elsewhere', temporary.root);
  expect((await emit(TREE, temporary)).written).toHaveLength(3);
  expect(await check(TREE, temporary)).toEqual([]);
  expect(existsSync(join(temporary.parent, 'elsewhere/payments/base/a.yaml'))).toBe(true);
});

/** The temporary, which any user may write to. */
function ownedByAll(temporary: TemporaryFolder): TemporaryFolder {
  for (const folder of [temporary.parent, temporary.root, temporary.staging]) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o777);
  }
  return temporary;
}
