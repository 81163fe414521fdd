import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { k8sBlocksProcess, k8sBlocksUnread } from './k8s-blocks.test-helper.ts';

const PACKAGES = fileURLToPath(new URL('../../../node_modules/@k8s-blocks', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-main-'));
  await mkdir(join(folder, 'node_modules'));
  await symlink(PACKAGES, join(folder, 'node_modules/@k8s-blocks'));
  await writeFile(join(folder, 'app.ts'), APP);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the command as a process', () => {
  it('reads an app that is TypeScript, and prints to its standard output', async () => {
    const { code, stdout, stderr } = await k8sBlocksProcess({ cwd: folder }, 'emit', 'app.ts');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('payments: 3 written, 0 removed, 0 unchanged\n');
  });

  it.each([
    [1, ['emit', 'nowhere.ts'], 'nowhere.ts\n  There is no such file.\n'],
    [2, ['emmit', 'app.ts'], 'There is no command "emmit"; did you mean "emit"?\n'],
  ])('exits with %i for %j, and says why on its standard error', async (code, args, words) => {
    const answer = await k8sBlocksProcess({ cwd: folder }, ...args);
    expect(answer).toEqual({ code, stdout: '', stderr: expect.stringContaining(words) });
  });

  it.each([
    [0, ['--help']],
    [1, ['verify', 'nowhere.yaml']],
  ])('ends quietly with its own code, %i, where nobody reads what it prints: %j', async (code, args) => {
    expect(await k8sBlocksUnread({ cwd: folder }, ...args)).toEqual({ code, stderr: '' });
  });
});

const APP = `import { app } from '@k8s-blocks/app';
import { contract, stack } from '@k8s-blocks/topology';

const service = contract({ name: 'payments' as string, ports: {} });
const map = stack({ services: [service], environments: { base: {} }, connections: [] });
export default app(map, service, { settings: { base: {} }, manifests: () => ({
  'configmap.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'payments' }, data: { a: 'b' } },
}) });
`;
