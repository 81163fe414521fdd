import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CountedKubectl, countedKubectl } from './counted-kubectl.test-helper.ts';
import { k8sBlocksProcess } from './k8s-blocks.test-helper.ts';

const WORKSPACE = fileURLToPath(new URL('../../../', import.meta.url));
const APPS = ['tigerbeetle', 'agent-society', 'agent-runtime', 'connector'].map((name) => `apps/${name}/src/app.ts`);

/** Runs the command on this workspace as a process of its own, in which kubectl is not known yet. */
async function withKubectl(run: (kubectl: CountedKubectl, folder: string) => readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'cli-processes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const kubectl = await countedKubectl(folder);
  const answer = await k8sBlocksProcess({ cwd: WORKSPACE, env: { KUBECTL: kubectl.path } }, ...run(kubectl, folder));
  return { ...answer, started: kubectl.started().toSorted() };
}

describe('four services in three environments are built by three processes of kubectl', () => {
  it('by verify, which takes four with the one that says its version', async () => {
    const { code, started } = await withKubectl(() => ['verify', 'packages/stack/src/system.ts']);
    expect({ code, started }).toEqual({ code: 0, started: ['kustomize', 'kustomize', 'kustomize', 'version'] });
  });

  it('by build', async () => {
    const { code, started, stdout } = await withKubectl((_, folder) => [
      'build',
      ...APPS,
      '--out',
      join(folder, 'k8s'),
    ]);
    expect({ code, started }).toEqual({ code: 0, started: ['kustomize', 'kustomize', 'kustomize', 'version'] });
    expect(stdout).toMatch(/\nconnector: 3 built\n4 done: 4 changed\n$/);
  });
});
