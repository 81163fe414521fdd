import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'unwritable-'));
beforeAll(() => {
  chmodSync(root, 0o755);
  for (const [folder, mode] of Object.entries({ open: 0o777, shut: 0o555 })) {
    mkdirSync(join(root, folder));
    writeFileSync(join(root, folder, 'file'), '');
    chmodSync(join(root, folder, 'file'), mode);
    chmodSync(join(root, folder), mode);
  }
});
afterAll(() => {
  chmodSync(join(root, 'shut'), 0o755);
  rmSync(root, { recursive: true });
});

/** What stands in the way of paths, for a user who is not root: root may write everything. */
function unwritable(...paths: readonly string[]): unknown {
  const script = `
    const { unwritable } = await import('./unwritable.ts');
    if (process.getuid?.() === 0) process.setuid('nobody');
    console.log(JSON.stringify(unwritable({ root: ${JSON.stringify(root)} }, ${JSON.stringify(paths)})));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' }));
}

it('names what may not be written: a file, or the nearest folder that is there, each once', () => {
  const denied = { problem: 'Permission is denied. (EACCES, access)', remedy: expect.any(String) };
  expect(unwritable('shut/file', 'shut/new/deep/a', 'shut/new/b', 'open/file', 'open/new/deep/a', 'open/b')).toEqual([
    { file: 'shut/file', ...denied },
    { file: 'shut', ...denied },
  ]);
});

it('names the root itself, where nothing on the way is there', () => {
  chmodSync(root, 0o555);
  const files = unwritable('apps/newcomer/src/app.ts');
  chmodSync(root, 0o755);
  expect(files).toMatchObject([{ file: '.' }]);
});
