/** The command drift, on the committed trees, against the real API server; skipped without it. */
import { fileURLToPath } from 'node:url';
import { run } from '@k8s-blocks/cli';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const TIMEOUT = 180_000;
const skipped = whySkipped({ controllers: false });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const pathOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const STAGING = ['--environment', 'staging', '--context', 'control-plane', '--root', pathOf('k8s')];

/** What the command prints, and its exit code. */
async function drift(...options: string[]): Promise<{ readonly code: number; readonly text: string }> {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const code = await run(['drift', pathOf('packages/stack/src/system.ts'), ...options], { print, printError: print });
  return { code, text: lines.join('\n') };
}

describe.skipIf(skipped !== undefined)('drift', { timeout: TIMEOUT }, () => {
  let controlPlane: ControlPlane;
  beforeAll(async () => {
    controlPlane = await startControlPlane();
    vi.stubEnv('KUBECONFIG', controlPlane.kubeconfig);
  }, TIMEOUT);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await controlPlane?.stop();
  }, TIMEOUT);

  async function kubectl(...args: string[]): Promise<string> {
    const { stdout, stderr, exitCode } = await controlPlane.kubectl(args);
    expect(exitCode, `kubectl ${args.join(' ')}: ${stderr}`).toBe(0);
    return stdout;
  }
  const apply = () => kubectl('apply', '--server-side', '-k', pathOf('k8s/overlays/staging'));

  it('says that all is missing, where nothing is', async () => {
    const { code, text } = await drift(...STAGING);
    expect(code).toBe(1);
    expect(text).toContain('missing: Namespace agent-society-staging (agent-society)');
    expect(text).toContain(' 0 changed, 0 left over.');
    expect(text).toContain('deploy has never deployed it there, so nothing is known to be left over.');
  });

  describe('after the environment was applied', () => {
    beforeAll(async () => {
      await apply();
    }, TIMEOUT);

    it('finds no difference, whatever the server filled in, and whatever others added', async () => {
      await kubectl('-n', 'agent-society-staging', 'annotate', 'deployment', '--all', 'by=somebody');
      const { code, text } = await drift(...STAGING);
      expect(text).toMatch(
        /^staging in the cluster of the context "control-plane": nothing differs\.\n\d+ objects were/,
      );
      expect(code).toBe(0);
    });

    it('says which fields differ, and who has set them, and shows no value of a Secret', async () => {
      const staging = ['-n', 'agent-society-staging'];
      const before = await kubectl(
        'get',
        'all,secrets,networkpolicies',
        '-A',
        '-o',
        'name',
        '--sort-by=.metadata.name',
      );
      await kubectl(...staging, 'scale', 'deployment', '--all', '--replicas=7');
      await kubectl(...staging, 'set', 'image', 'deployment', '--all', '*=other:1');
      await kubectl(...staging, 'delete', 'poddisruptionbudget', '--all');
      const secret = JSON.stringify({ stringData: { OPENAI_API_KEY: 'sk-live-4711' }, metadata: { labels: null } });
      await kubectl(
        ...staging,
        'patch',
        'secret',
        'agent-society-secrets-staging',
        '--type=merge',
        `--patch=${secret}`,
      );
      const { code, text } = await drift(...STAGING);
      expect(code).toBe(1);
      expect(text).toMatch(/changed: Deployment agent-society-staging in agent-society-staging \(agent-society\)\n/);
      expect(text).toMatch(/ spec\.replicas is 7, committed is \d \(set by kubectl\)/);
      expect(text).toMatch(
        / spec\.template\.spec\.containers\[0\]\.image is "other:1", committed is ".*" \(set by kubectl-set\)/,
      );
      expect(text).toContain('missing: PodDisruptionBudget agent-society-staging in agent-society-staging');
      expect(text).toContain('changed: Secret agent-society-secrets-staging in agent-society-staging');
      expect(text).not.toMatch(/sk-live-4711|c2stbGl2ZS00NzEx/);
      expect(await kubectl('get', 'all,secrets,networkpolicies', '-A', '-o', 'name', '--sort-by=.metadata.name')).toBe(
        before,
      );
    });
  });
});
