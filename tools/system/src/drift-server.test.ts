/** The command drift, on the committed trees, against the real API server; skipped without it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from '@k8s-blocks/cli';
import { connectCluster } from '@k8s-blocks/cluster';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { FIELD_MANAGER, openInventory } from '@k8s-blocks/deploy';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const TIMEOUT = 180_000;
const skipped = whySkipped({ controllers: false });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const pathOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const STAGING = ['--environment', 'staging', '--context', 'control-plane', '--root', pathOf('k8s')];

/** A value of a Secret. */
const VALUE = 'a-live-value';

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
  /** The version of every object of some kinds, which changes with it. */
  const versions = () =>
    kubectl(
      'get',
      'deployments,secrets,configmaps,networkpolicies',
      '-A',
      '-o=custom-columns=:.metadata.uid,:.metadata.resourceVersion',
    );
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

    it('prints what its page shows', async () => {
      const staging = ['-n', 'agent-society-staging'];
      await kubectl(...staging, 'scale', 'deployment', '--all', '--replicas=7');
      await kubectl(...staging, 'delete', 'poddisruptionbudget', '--all');
      const cluster = await connectCluster('control-plane');
      try {
        const stack = { stack: 'agent-runtime', environment: 'staging', namespace: 'default' };
        const inventory = await openInventory(cluster, stack);
        const metadata = { name: 'old', namespace: 'agent-runtime-staging' };
        const old = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
        await inventory.prepare('connector', [old]);
        await cluster.apply(inventory.asMember('connector', old), { fieldManager: FIELD_MANAGER });
      } finally {
        await cluster.close();
      }
      const page = await readFile(pathOf('docs/drift.md'), 'utf8');
      const [shown = ''] = page.split('```text\n')[1]?.split('```') ?? [];
      const { code, text } = await drift(...STAGING);
      expect([code, text.replace('"control-plane"', '"test"')]).toEqual([1, shown.trimEnd()]);
    });

    it('says which fields differ, and who has set them, and shows no value of a Secret', async () => {
      const staging = ['-n', 'agent-society-staging'];
      await kubectl(...staging, 'scale', 'deployment', '--all', '--replicas=7');
      await kubectl(...staging, 'set', 'image', 'deployment', '--all', '*=other:1');
      await kubectl(...staging, 'delete', 'poddisruptionbudget', '--all');
      const secret = { stringData: { NOSTR_SECRET_KEY: VALUE } };
      const patch = ['--type=merge', `--patch=${JSON.stringify(secret)}`];
      await kubectl(...staging, 'patch', 'secret', 'agent-society-secrets-staging', ...patch);
      const copied = JSON.stringify({ data: { LOG_LEVEL: `${VALUE}-copied` } });
      await kubectl(
        ...staging,
        'patch',
        'configmap',
        'agent-society-config-staging',
        '--type=merge',
        `--patch=${copied}`,
      );
      const before = await versions();
      const { code, text } = await drift(...STAGING);
      expect(await versions()).toBe(before);
      expect(code).toBe(1);
      expect(text).toMatch(/changed: Deployment agent-society-staging in agent-society-staging \(agent-society\)\n/);
      expect(text).toMatch(/ spec\.replicas is 7, committed is \d \(set by kubectl\)/);
      expect(text).toMatch(
        / spec\.template\.spec\.containers\[0\]\.image is "other:1", committed is "[a-z:/.-]+" \(set by kubectl-set\)/,
      );
      expect(text).toContain('missing: PodDisruptionBudget agent-society-staging in agent-society-staging');
      expect(text).toContain('changed: Secret agent-society-secrets-staging in agent-society-staging');
      expect(text).toMatch(/ data\.NOSTR_SECRET_KEY is \(hidden\), committed is \(hidden\) \(set by kubectl-patch\)/);
      expect(text).toMatch(/ data\.LOG_LEVEL is \(hidden\), committed is "debug" \(set by kubectl-patch\)/);
      expect(text).not.toContain(VALUE);
      expect(text).not.toContain(Buffer.from(VALUE).toString('base64'));
      expect(await drift(...STAGING, '--format', 'json')).toMatchObject({ text: expect.not.stringContaining(VALUE) });
    });
  });
});
