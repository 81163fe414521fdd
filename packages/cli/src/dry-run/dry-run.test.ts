import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { k8sBlocks, provideTypeScript } from '../k8s-blocks.test-helper.ts';
import { folder, inNewFolder, TRACE, WORKSPACE, write } from '../verify.test-helper.ts';

const CONNECTOR = 'apps/connector/src/app.ts';

provideTypeScript(join(WORKSPACE, CONNECTOR));
inNewFolder();

describe('dry-run', () => {
  it.each([
    [[], 'No environment is named.\nName one of "base", "staging", "production": --environment <name>\n'],
    [['--environment', 'prod'], 'There is no environment "prod".\nName one of "base", "staging", "production"'],
    [['--environment', 'staging'], 'Name it: --context <name>. Your kubeconfig has none yet.\n'],
  ])('has no defaults, and names the choices: %j', async (args, words) => {
    const env = { KUBECONFIG: join(folder, 'none') };
    const { code, stdout, stderr } = await k8sBlocks({ cwd: WORKSPACE, env }, 'dry-run', CONNECTOR, ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(TRACE);
  });

  it('names the contexts that there are', async () => {
    await write(
      'config',
      'apiVersion: v1\nkind: Config\ncontexts:\n- name: shop\n  context: { cluster: a, user: b }\n',
    );
    const env = { KUBECONFIG: join(folder, 'config') };
    const args = ['dry-run', CONNECTOR, '--environment', 'base'];
    expect((await k8sBlocks({ cwd: WORKSPACE, env }, ...args)).stderr).toContain('Your kubeconfig has "shop".\n');
  });
});
