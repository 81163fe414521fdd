import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemRefusal } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'refusal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'file');
const loop = join(folder, 'loop');
writeFileSync(file, '');
symlinkSync(loop, loop);

describe('an error of the operating system', () => {
  it.each([
    [
      'a path that is not there',
      () => readFileSync(join(folder, 'absent')),
      'There is no such file or folder. (ENOENT',
    ],
    ['a folder in place of a file', () => readFileSync(folder), 'It is a folder, where a file is needed. (EISDIR'],
    ['a file in place of a folder', () => readdirSync(join(file, 'below')), 'A part of the path is a file'],
    ['links in a circle', () => readFileSync(loop), 'Its symbolic links lead in a circle. (ELOOP'],
    ['a name that is too long', () => readFileSync(join(folder, 'x'.repeat(5000))), 'The name is longer'],
  ])('is a refusal: %s', (_, act, message) => {
    const refusal = systemRefusal(caught(act));
    expect(refusal?.message).toContain(message);
    expect(refusal?.message).not.toMatch(/^\s+at /m);
  });

  it('names the path, and what to do', () => {
    const path = join(folder, 'absent');
    const [problem] = systemRefusal(caught(() => readFileSync(path)))?.problems ?? [];
    expect(problem).toMatchObject({ file: path, remedy: 'Make it, or name another one.' });
  });

  it.each([
    ['an error of a program', new TypeError('x is undefined')],
    ['one with a code of Node', Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' })],
    ['one of the network', Object.assign(new Error('no'), { code: 'ECONNREFUSED', syscall: 'connect' })],
    ['no error at all', 'ENOENT'],
  ])('is not %s', (_, error) => {
    expect(systemRefusal(error)).toBeUndefined();
  });
});

function caught(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
