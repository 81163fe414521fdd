import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { system } from '@k8s-blocks/stack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const skipped = whySkipped();
if (skipped !== undefined) console.log(skipped);

const START = 180_000;

const WORKSPACE = fileURLToPath(new URL('../../..', import.meta.url));

describe.skipIf(skipped !== undefined)('a dry run of the whole stack', { timeout: START }, () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
  }, START);
  afterAll(() => server?.stop(), START);

  it.each(['base', 'staging', 'production'])(
    'is accepted in %s before anything is there, in start order',
    async (environment) => {
      const command = ['tools/nx-plugin/k8s-blocks.mjs', 'dry-run', 'packages/stack/src/system.ts'];
      const options = ['--environment', environment, '--context', 'control-plane'];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [...command, ...options], {
        cwd: WORKSPACE,
        env: { ...process.env, KUBECONFIG: server.kubeconfig },
      });
      expect(stderr).toBe('');
      const heads = stdout
        .split('\n')
        .filter((line) => line.includes(` in ${environment}, as control-plane would take it: `));
      expect(heads.map((line) => line.split(' ')[0])).toEqual(system.startOrder.map(({ name }) => name));
      for (const head of heads) expect(head).toMatch(/: (\d+) objects accepted, \1 new\.$/);
      expect(stdout).toContain('Asked in the namespace "default", since their own does not exist yet');
      expect(stdout).not.toContain('The server warns');
    },
  );
});
