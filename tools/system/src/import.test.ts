import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { system } from '@k8s-blocks/stack';
import { describe, expect, it } from 'vitest';

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

describe('what this workspace emits, imported again,', () => {
  it.each([
    ['the stack', system.startOrder.map(({ name }) => `k8s/${name}`)],
    ['the example of a larger one', ['examples/shop/k8s']],
  ])('is built as it was: %s', async (_, paths) => {
    const args = ['tools/nx-plugin/k8s-blocks.mjs', 'import', '--dry-run', ...paths];
    const limits = { cwd: WORKSPACE, maxBuffer: 16_000_000, timeout: 100_000 };
    const { stdout } = await promisify(execFile)(process.execPath, args, limits);
    expect(stdout).toMatch(/^\d+ objects are compared: each is built as it was\.\nNothing is written\.$/m);
  });
});
