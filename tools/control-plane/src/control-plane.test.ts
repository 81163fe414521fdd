/** The real thing; skipped without it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@k8s-blocks/refusal';
import { isLong } from '@k8s-blocks/test-runs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processesIn, temporaryFolder } from './fakes.ts';
import { type ControlPlane, startControlPlane, whySkipped } from './index.ts';

const TIMEOUT = 180_000;
const skipped = whySkipped({ nodes: 2 });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

let controlPlane: ControlPlane;

const labels = { app: 'web' };
const template = {
  metadata: { labels },
  spec: { containers: [{ name: 'web', image: 'example.org/web:1' }] },
};
const deployment = (name: string, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { replicas: 3, selector: { matchLabels: labels }, template, ...spec },
});

describe.skipIf(skipped !== undefined)('a control plane', { timeout: TIMEOUT }, () => {
  beforeAll(async () => {
    controlPlane = await startControlPlane();
  }, TIMEOUT);
  afterAll(() => controlPlane?.stop(), TIMEOUT);

  it('answers on loopback, to requests and to kubectl', async () => {
    expect(controlPlane.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(await controlPlane.request('GET', '/readyz')).toEqual({ status: 200, body: 'ok', warnings: [] });
    const found = await controlPlane.kubectl(['get', 'namespace', 'default', '--output=name']);
    expect(found).toEqual({ stdout: 'namespace/default\n', stderr: '', exitCode: 0 });
  });

  it('gives kubectl its input, and its failure back', async () => {
    const manifest = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    const { stdout } = await controlPlane.kubectl(['apply', '--filename=-'], manifest);
    expect(stdout).toBe('configmap/settings created\n');
    const failed = await controlPlane.kubectl(['get', 'configmap', 'nothing']);
    expect(failed).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('"nothing" not found') });
  });

  it('creates an object where its kind belongs, and nothing by a dry run', async () => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } };
    expect(await controlPlane.create(role, { dryRun: true })).toMatchObject({ status: 201 });
    expect(await controlPlane.create(role)).toMatchObject({ status: 201 });
    expect(await controlPlane.create(role)).toMatchObject({ status: 409 });

    const metadata = { name: 'settings', namespace: 'payments' };
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
    expect(await controlPlane.create(configMap, { dryRun: true })).toMatchObject({
      status: 404,
      message: 'namespaces "payments" not found',
    });
    await controlPlane.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'payments' } });
    expect(await controlPlane.create(configMap)).toMatchObject({ status: 201, body: { metadata } });
  });

  it('refuses a bad manifest with a message, also in a dry run', async () => {
    const unknown = await controlPlane.create(deployment('web', { replica: 2 }), { dryRun: true });
    expect(unknown).toMatchObject({
      status: 400,
      message: expect.stringContaining('strict decoding error: unknown field "spec.replica"'),
    });
    const unmatched = await controlPlane.create(deployment('web', { selector: { matchLabels: { app: 'x' } } }));
    expect(unmatched).toMatchObject({
      status: 422,
      message: expect.stringContaining('does not match template `labels`'),
    });
  });

  it('returns its warnings', async () => {
    const env = ['a', 'b'].map((value) => ({ name: 'LEVEL', value }));
    const [container] = template.spec.containers;
    const repeated = { ...template, spec: { containers: [{ ...container, env }] } };
    const { status, warnings } = await controlPlane.create(deployment('web', { template: repeated }), { dryRun: true });
    expect(status).toBe(201);
    expect(warnings).toEqual([expect.stringContaining('env[1]: hides previous definition of "LEVEL"')]);
  });

  it('answers hundreds of requests at once', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `web-${index}`);
    const answers = await Promise.all(names.map((name) => controlPlane.create(deployment(name), { dryRun: true })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  });

  it('refuses a kind that the server does not serve, until it does', async () => {
    const song = { apiVersion: 'example.org/v1', kind: 'Song', metadata: { name: 'one' } };
    await expect(controlPlane.create(song)).rejects.toThrow(Refusal);
    await expect(controlPlane.create(song)).rejects.toThrow(
      'Song one\n  "Song" is not a kind that the API server serves',
    );
    const schema = { openAPIV3Schema: { type: 'object' } };
    await controlPlane.create({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'songs.example.org' },
      spec: {
        group: 'example.org',
        scope: 'Namespaced',
        names: { kind: 'Song', plural: 'songs' },
        versions: [{ name: 'v1', served: true, storage: true, schema }],
      },
    });
    await controlPlane.kubectl(['wait', 'crd/songs.example.org', '--for=condition=Established', '--timeout=60s']);
    // Established, and a moment later served.
    await expect
      .poll(() => controlPlane.create(song).catch(() => undefined), { timeout: 60_000 })
      .toMatchObject({
        status: 201,
      });
  });

  it('admits pods without a ServiceAccount, since no controller creates one', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' }, spec: template.spec };
    expect(await controlPlane.create(pod)).toMatchObject({ status: 201 });
  });
});

describe.skipIf(skipped !== undefined)('a control plane with simulated nodes', { timeout: TIMEOUT }, () => {
  beforeAll(async () => {
    controlPlane = await startControlPlane({ nodes: 2 });
  }, TIMEOUT);
  afterAll(() => controlPlane?.stop(), TIMEOUT);

  /** The output of kubectl, on one line. Throws if kubectl fails. */
  async function kubectl(...args: string[]): Promise<string> {
    const { stdout, stderr, exitCode } = await controlPlane.kubectl(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    return stdout.trim();
  }

  it('has so many nodes, and they are Ready', async () => {
    expect(await kubectl('get', 'nodes', '--output=name')).toBe('node/node-1\nnode/node-2');
    await kubectl('wait', 'nodes', '--all', '--for=condition=Ready', '--timeout=1s');
  });

  it("makes a Deployment's pods Ready, behind its Service", async () => {
    await controlPlane.create(deployment('web'));
    const spec = { selector: labels, ports: [{ port: 80 }] };
    await controlPlane.create({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec });
    await kubectl('rollout', 'status', 'deployment/web', '--timeout=60s');
    const addresses = () => kubectl('get', 'endpointslices', '--output=jsonpath={.items[*].endpoints[*].addresses[*]}');
    await expect.poll(addresses, { timeout: 60_000 }).toMatch(/^10\.1\.\S+ 10\.1\.\S+ 10\.1\.\S+$/);
  });

  it("makes a StatefulSet's pods Ready, and their claims Bound", async () => {
    const name = 'store';
    await controlPlane.create({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name },
      spec: {
        serviceName: name,
        replicas: 2,
        selector: { matchLabels: { app: name } },
        template: { ...template, metadata: { labels: { app: name } } },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
    });
    await kubectl('rollout', 'status', 'statefulset/store', '--timeout=60s');
    const claims = await kubectl(
      'get',
      'pvc',
      '--output=jsonpath={range .items[*]}{.metadata.name}={.status.phase} {end}',
    );
    expect(claims).toBe('data-store-0=Bound data-store-1=Bound');
  });

  it('lets a Job succeed, with init containers that end and others that stay', async () => {
    const container = (name: string) => ({ name, image: 'example.org/web:1' });
    const spec = {
      restartPolicy: 'Never',
      initContainers: [{ ...container('sidecar'), restartPolicy: 'Always' }, container('init')],
      containers: [container('main')],
    };
    const template = { spec };
    await controlPlane.create({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'once' }, spec: { template } });
    await kubectl('wait', 'job/once', '--for=condition=Complete', '--timeout=60s');
  });

  it('refuses a pod whose ServiceAccount does not exist', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } };
    const answer = await controlPlane.create({ ...pod, spec: { ...template.spec, serviceAccountName: 'missing' } });
    expect(answer).toMatchObject({
      status: 403,
      message: expect.stringContaining('serviceaccount "missing" not found'),
    });
  });

  it('lets deleted pods and namespaces go away', async () => {
    await controlPlane.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'gone' } });
    const inside = deployment('web');
    await controlPlane.create({ ...inside, metadata: { name: 'web', namespace: 'gone' } });
    await kubectl('rollout', 'status', 'deployment/web', '--namespace=gone', '--timeout=60s');
    await kubectl('delete', 'namespace', 'gone', '--timeout=60s');
  });

  it('leaves no process and no folder when it is stopped', async () => {
    const paths = await kubectl('get', 'pv', '--output=jsonpath={.items[*].spec.hostPath.path}');
    const folder = dirname(controlPlane.kubeconfig);
    const folders = [folder, ...paths.split(' ')];
    expect(folders.map(existsSync)).toEqual([true, true, true]);
    expect(processesIn(folder)).toHaveLength(5);
    const watch = controlPlane.kubectl(['get', 'pods', '--watch']);
    await sleep(500);

    await Promise.all([controlPlane.stop(), controlPlane.stop()]);
    expect(folders.map(existsSync)).toEqual([false, false, false]);
    expect(processesIn(folder)).toEqual([]);
    expect(await watch).toMatchObject({ exitCode: 1 });
    await expect(controlPlane.request('GET', '/readyz')).rejects.toThrow('GET /readyz: connect ECONNREFUSED');
  });
});

/** How a parent goes, what its program does then, and by which signal: the first leaves it no time at all. */
const PARENTS = [
  ['was killed', 'setInterval(() => {}, 1000);', 'SIGKILL'],
  ['was interrupted', 'setInterval(() => {}, 1000);', 'SIGINT'],
  ['forgot to stop it', '', undefined],
] as const;

describe.skipIf(skipped !== undefined)('a control plane whose parent is gone', { timeout: TIMEOUT }, () => {
  it.each(isLong ? PARENTS : PARENTS.slice(0, 1))('ends by itself: the parent %s', async (_, then, signal) => {
    const program = join(temporaryFolder(), 'program.mjs');
    const module = new URL('./index.ts', import.meta.url).href;
    writeFileSync(
      program,
      `import { startControlPlane } from ${JSON.stringify(module)};
       const { kubeconfig } = await startControlPlane();
       console.log(kubeconfig);
       ${then}`,
    );
    const parent = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const folder = dirname(line.toString().trim());
    expect(processesIn(folder).length).toBeGreaterThan(0);
    if (signal !== undefined) parent.kill(signal);
    await once(parent, 'exit');
    await expect.poll(() => existsSync(folder), { timeout: 30_000 }).toBe(false);
    expect(processesIn(folder)).toEqual([]);
  });
});
