/** Against the real API server; skipped without it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { STACK_POLICY_FILE } from '@k8s-blocks/policies';
import type { Stack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { provideModules } from '../import-module.ts';
import { APP, command, inOwnFolder, payments, write } from '../in-process.test-helper.ts';

const TIMEOUT = 180_000;
const skipped = whySkipped();
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const CONFIG = 'k8s/payments/base/configmap.yaml';

let folder = '';
inOwnFolder((given) => {
  folder = given;
});

/** The map of the app, and one that has a ClusterNetworkPolicy in staging. */
function provideMaps(): void {
  const { stack }: { readonly stack: Stack } = payments();
  const { staging } = stack.environments;
  if (staging === undefined) throw new Error('There is no staging.');
  const clusterNetworkPolicy = { name: 'all-staging', priority: 1000 };
  const environments = { ...stack.environments, staging: { ...staging, clusterNetworkPolicy } };
  provideModules({
    [join(folder, 'map.ts')]: async () => ({ default: stack }),
    [join(folder, 'policy.ts')]: async () => ({ default: { ...stack, environments } }),
    [join(folder, 'other.ts')]: async () => ({ default: 'text' }),
  });
}

const ask = (target: string) => command('dry-run', target, '--environment', 'staging', '--context', 'control-plane');

describe.skipIf(skipped !== undefined)('dry-run', { timeout: TIMEOUT }, () => {
  let server: ControlPlane;
  beforeAll(async () => {
    server = await startControlPlane();
    vi.stubEnv('KUBECONFIG', server.kubeconfig);
  }, TIMEOUT);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await server?.stop();
  }, TIMEOUT);
  beforeEach(async () => {
    provideMaps();
    await command('emit', APP);
  });

  it('asks in another namespace about an app whose own does not exist yet, and says so', async () => {
    expect(await ask(APP)).toEqual({
      code: 0,
      stderr: '',
      stdout: `payments in staging, as control-plane would take it: 1 object accepted, 1 new.
Asked in the namespace "default", since their own does not exist yet; what is of that alone, as its quotas, is not known:
  payments-staging: ConfigMap payments-config-staging
The namespace "payments-staging" does not exist, and nothing of what was asked about creates it.
  Create it before: kubectl --context control-plane create namespace payments-staging
`,
    });
  });

  it('refuses a whole stack of which nothing creates a namespace', async () => {
    const { code, stderr } = await ask('map.ts');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `staging › Namespace payments-staging
  The namespace "payments-staging" does not exist, and nothing of what was asked about creates it.
  Create it before: kubectl --context control-plane create namespace payments-staging
`,
    });
  });

  it('says of each object that is refused the service, the environment, the object and the field', async () => {
    const text = await readFile(CONFIG, 'utf8');
    await writeFile(
      CONFIG,
      `${text.replace('LEVEL', '"a/b"')}---\napiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\n`,
    );
    await rm('k8s/payments/overlays/staging/configmap-patch.yaml', { force: true });
    await write(
      'k8s/payments/overlays/staging/kustomization.yaml',
      'namespace: payments-staging\nnameSuffix: -staging\nresources: [../../base]\n',
    );
    const { code, stdout, stderr } = await ask(APP);
    expect(code).toBe(1);
    expect(stdout).toContain('0 objects accepted, 0 new; 2 refused.');
    expect(stderr).toContain(
      'payments › staging › ConfigMap payments-config-staging in payments-staging › data[a/b]\n  Invalid value: "a/b"',
    );
    expect(stderr).toContain(
      'payments › staging › Widget a-staging\n  The server of the kube context "control-plane" does not serve',
    );
  });

  it('asks about the others where one does not build', async () => {
    await rm(CONFIG);
    const { code, stdout, stderr } = await ask(APP);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: 'payments in staging, as control-plane would take it: 0 objects accepted, 0 new.\n',
    });
    expect(stderr).toContain('payments › staging › k8s/payments/');
  });

  it('asks about what is of the whole stack', async () => {
    const policy =
      'apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: { name: all-staging }\n';
    await write(`k8s/overlays/staging/${STACK_POLICY_FILE}`, policy);
    const { stdout, stderr } = await ask('policy.ts');
    expect(stdout).toContain('map in staging, as control-plane would take it: 0 objects accepted, 0 new; 1 refused.');
    expect(stderr).toContain('map › staging › ClusterNetworkPolicy all-staging\n');
  });

  it('refuses a module that is neither an app nor a map', async () => {
    expect((await ask('other.ts')).stderr).toBe(
      'other.ts\n  Its default export is neither an app nor a map.\n  Give the path of an app module, or of the module that exports the map.\n',
    );
  });

  it('accepts everything without more words where the namespace is there', async () => {
    await server.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'payments-staging' } });
    expect(await ask('map.ts')).toEqual({
      code: 0,
      stderr: '',
      stdout: 'payments in staging, as control-plane would take it: 1 object accepted, 1 new.\n',
    });
  });
});
