/** The command deploy, on a real control plane with simulated nodes; skipped without it. */
import { readFileSync } from 'node:fs';
import { addressOf, type ClusterObject, type ObjectToSend } from '@k8s-blocks/cluster';
import { CONTEXT, whySkipped } from '@k8s-blocks/control-plane';
import { fieldsOf, integerOf } from '@k8s-blocks/manifest';
import { system } from '@k8s-blocks/stack';
import { built } from '@k8s-blocks/testing';
import { isOffered } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { folderOf } from './committed-builds.ts';
import { DeployTarget, type EnvironmentName } from './deploy-server.test-helper.ts';

const TIMEOUT = 300_000;
const skipped = whySkipped({ nodes: 3 });
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

/** The name that a Deployment's pod has by chance. */
const POD_NAME = /\bagent-runtime-staging-[0-9a-z]+-[0-9a-z]{5}\b/g;

/** The block of text of docs/deploy.md that contains some words, of this cluster. */
function shownInPage(words: string): string {
  const page = readFileSync(new URL('../../../docs/deploy.md', import.meta.url), 'utf8');
  const block = Array.from(page.matchAll(/^```text\n(.*?)^```$/gms), ([, text = '']) => text).find((text) =>
    text.includes(words),
  );
  const here = block?.replaceAll(/(context (?:"|))test\b/g, `$1${CONTEXT}`).replaceAll(POD_NAME, 'pod');
  return here ?? expect.fail(`docs/deploy.md shows no ${words}.`);
}

/** When a workload was created and first ready, as resourceVersions: one server counts all changes. */
interface Seen {
  readonly created: number;
  readonly ready: number;
}

describe.skipIf(skipped !== undefined)('deploy', { timeout: TIMEOUT }, () => {
  let target: DeployTarget;
  beforeAll(async () => {
    target = await DeployTarget.start();
  }, TIMEOUT);
  afterAll(() => target?.stop(), TIMEOUT);

  /** All objects of an environment, as the cluster has them. */
  async function live(environment: EnvironmentName): Promise<readonly ClusterObject[]> {
    const builds = await Promise.all(system.startOrder.map(({ name }) => built(folderOf(name, environment))));
    const objects = builds.flatMap(
      (build) => build.objects as readonly ((typeof build.objects)[number] & ObjectToSend)[],
    );
    const found = await Promise.all(objects.map((object) => target.cluster.get(addressOf(object))));
    return found.map((object) => object ?? expect.fail('It is not there.'));
  }

  const versionsOf = (objects: readonly ClusterObject[]) =>
    objects
      .filter(({ kind }) => kind !== 'PodDisruptionBudget')
      .map(({ kind, metadata }) => `${kind} ${metadata.name}: ${metadata.generation ?? metadata.resourceVersion}`);

  it('brings up staging from nothing in one command, each service after those that it needs', async () => {
    const watching = new AbortController();
    const seen = new Map<string, Seen>();
    const watches = ['Deployment', 'StatefulSet'].map((kind) => watch(kind, seen, watching.signal));
    const { code, stdout, stderr } = await target.deploy('staging');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/creates 9\n(?:.*\n)*staging is ready\.\n$/);
    const areSeen = () => [...seen.values()].filter(({ ready }) => ready > 0).length === system.startOrder.length;
    await vi.waitUntil(areSeen, { timeout: TIMEOUT });
    watching.abort();
    await Promise.all(watches);
    for (const { from, to, needed = 'at-start' } of system.connections) {
      if (!isOffered(to) || !('ports' in from) || from.name === to.contract || needed !== 'at-start') continue;
      const [caller, callee] = [seen.get(`${from.name}-staging`), seen.get(`${to.contract}-staging`)];
      expect(caller?.created, `${from.name} after ${to.contract}`).toBeGreaterThan(callee?.ready ?? Infinity);
    }
  });

  async function watch(kind: string, seen: Map<string, Seen>, signal: AbortSignal): Promise<void> {
    try {
      for await (const { object } of target.cluster.watch('apps/v1', kind, { signal })) {
        const version = Number(object.metadata.resourceVersion);
        const { created, ready } = seen.get(object.metadata.name) ?? { created: version, ready: 0 };
        const isReady = fieldsOf(object.status).readyReplicas === fieldsOf(object.spec).replicas;
        seen.set(object.metadata.name, { created, ready: ready === 0 && isReady ? version : ready });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  it('changes nothing a second time, says so, and asks nobody', async () => {
    const before = versionsOf(await live('staging'));
    const { code, stdout, stderr } = await target.run('staging');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/\nNothing changes\.\n(?:.*\n)*staging is ready\.\n$/);
    expect(versionsOf(await live('staging'))).toEqual(before);
  });

  describe('of production', () => {
    it('says which Secrets are missing, with their keys, and changes nothing', async () => {
      const { code, stderr } = await target.deploy('production');
      expect(code).toBe(1);
      expect(stderr).toContain(
        'agent-society › production › Secret agent-society-secrets in agent-society\n  It is not there.',
      );
      expect(stderr).toContain('create secret generic agent-society-secrets --from-literal=NOSTR_SECRET_KEY=<value>');
      expect(stderr).toMatch(/Nothing was changed\.\n$/);
      expect(await target.cluster.get({ apiVersion: 'v1', kind: 'Namespace', name: 'agent-society' })).toBeUndefined();
    });

    it('says which keys of a Secret are missing, and no values', async () => {
      await target.provideSecrets('production');
      const data = { APTOS_PRIVATE_KEY: null };
      await target.controlPlane.request('PATCH', '/api/v1/namespaces/agent-runtime/secrets/connector-secrets', {
        data,
      });
      const { code, stdout, stderr } = await target.deploy('production');
      expect(code).toBe(1);
      expect(stderr).toContain(
        'Secret connector-secrets in agent-runtime › data\n  It is there without APTOS_PRIVATE_KEY.',
      );
      expect(stdout + stderr).not.toContain('real-');
      expect(stdout + stderr).not.toContain(Buffer.from('real-').toString('base64').slice(0, 6));
      await target.provideSecrets('production');
    });

    it('brings it up beside staging, of which nothing changes', async () => {
      const before = versionsOf(await live('staging'));
      const { code, stderr } = await target.deploy('production');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const { name } of system.startOrder) {
        const { spec, status } = await target.workload(name, 'production');
        expect(fieldsOf(status).readyReplicas).toBe(fieldsOf(spec).replicas);
      }
      expect(versionsOf(await live('staging'))).toEqual(before);
    });
  });

  it('refuses where nobody can be asked, and does nothing with --plan', async () => {
    const trees = await target.withTag('agent-runtime', 'staging', 'v2');
    const before = await target.workload('agent-runtime', 'staging');
    const unasked = await target.run('staging', ...trees);
    expect(unasked).toMatchObject({ code: 1, stderr: expect.stringContaining('Give --yes to go on') });
    const planned = await target.run('staging', '--plan', ...trees);
    expect(planned).toMatchObject({ code: 0, stderr: '' });
    expect(planned.stdout).toContain('  rolls pods: Deployment agent-runtime-staging in agent-runtime-core-staging\n');
    expect(await target.workload('agent-runtime', 'staging')).toEqual(before);
  });

  it('rolls the one service of which the image changes', async () => {
    const generations = () =>
      Promise.all(
        system.startOrder.map(async ({ name }) => {
          const { metadata } = await target.workload(name, 'staging');
          return [name, integerOf(metadata.generation) ?? 0] as const;
        }),
      );
    const before = await generations();
    const { code, stdout } = await target.deploy(
      'staging',
      ...(await target.withTag('agent-society', 'staging', 'v2')),
    );
    expect(code).toBe(0);
    expect(stdout).toContain(shownInPage('in start order'));
    expect(await generations()).toEqual(before.map(([name, n]) => [name, name === 'agent-society' ? n + 1 : n]));
    const { spec } = await target.workload('agent-society', 'staging');
    expect(JSON.stringify(spec)).toContain(':v2"');
  });

  it.each([
    [
      'cannot be pulled',
      'missing',
      /, whose image is agent-runtime\/core:missing, does not start: ErrImagePull: manifest unknown\./,
    ],
    [
      'ends again and again',
      'crashes',
      /ends each time \(CrashLoopBackOff\), last with the exit code 137 \(OOMKilled\); it was restarted 5 times\.\n {2}It said last: rejected \(hidden\)\./,
    ],
  ])('stops where an image %s, with the cause and who waits', async (_, tag, cause) => {
    const waiting = versionsOf([await target.workload('connector', 'staging')]);
    const { code, stdout, stderr } = await target.deploy(
      'staging',
      ...(await target.withTag('agent-runtime', 'staging', tag)),
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^agent-runtime › staging › Deployment agent-runtime-staging in agent-runtime-core-staging\n/,
    );
    expect(stderr).toMatch(cause);
    if (tag === 'missing') expect(stderr.replaceAll(POD_NAME, 'pod')).toBe(shownInPage('does not start'));
    expect(stderr).toContain('Not applied, since it needs agent-runtime: connector.\n');
    expect(stderr).toContain('Ready: tigerbeetle, agent-society.\n');
    expect(stdout).not.toContain('\u001b');
    expect(stdout + stderr).not.toContain('REPLACE_WITH_REAL_TOKEN');
    expect(versionsOf([await target.workload('connector', 'staging')])).toEqual(waiting);
  });

  it('stops when the time is over, and says how far it is', async () => {
    const trees = await target.withTag('agent-runtime', 'staging', 'hangs');
    await target.deploy('staging', '--timeout', '2s', ...trees);
    // From here on, how far it is does not depend on how soon the controllers get to it.
    const isHanging = async () => {
      const { metadata, status } = await target.workload('agent-runtime', 'staging');
      const { observedGeneration, replicas, updatedReplicas } = fieldsOf(status);
      return observedGeneration === metadata.generation && replicas === 2 && updatedReplicas === 1;
    };
    await vi.waitUntil(isHanging, { timeout: TIMEOUT });
    const { code, stderr } = await target.deploy('staging', '--timeout', '2s', ...trees);
    expect(code).toBe(1);
    expect(stderr).toContain('It is not ready after 2 s: 1/1 updated, 1 old left.');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'says after a %s what it has applied, and the next run goes on',
    async (signal) => {
      const running = target.begin('staging', '--yes', ...(await target.withTag('agent-runtime', 'staging', 'hangs')));
      await running.printed('agent-runtime  1/1 updated, 1 old left');
      running.process.kill(signal);
      const { code, stderr } = await running.ended;
      expect(code).toBe(130);
      expect(stderr).toContain(
        'Ready: tigerbeetle, agent-society.\nNot waited for any more: agent-runtime (1/1 updated, 1 old left).',
      );
      expect(await target.deploy('staging')).toMatchObject({ code: 0 });
    },
  );

  it('names the manager of a field that was changed by hand, and takes it only if it is told to', async () => {
    const { metadata } = await target.workload('agent-runtime', 'staging');
    const path = `/apis/apps/v1/namespaces/${metadata.namespace}/deployments/${metadata.name}?fieldManager=kubectl-edit`;
    await target.controlPlane.request('PATCH', path, { spec: { replicas: 2 } });
    const replicas = async () => fieldsOf((await target.workload('agent-runtime', 'staging')).spec).replicas;
    const refused = await target.deploy('staging');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      '› spec.replicas\n  The field manager "kubectl-edit" has set it to another value.',
    );
    expect(await replicas()).toBe(2);
    expect(await target.deploy('staging', '--force-conflicts')).toMatchObject({ code: 0 });
    expect(await replicas()).toBe(1);
  });

  it('refuses a second run at once, and says who is at it; with --wait it waits', async () => {
    const hanging = await target.withTag('agent-runtime', 'staging', 'hangs');
    const first = target.begin('staging', '--yes', ...hanging);
    await first.printed('agent-runtime  1/1 updated, 1 old left');
    const refused = await target.deploy('staging');
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Another run deploys agent-runtime there: .+@/),
    });
    const waiting = target.begin('staging', '--yes', '--wait');
    await waiting.printed('Waits for another run');
    first.process.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130 });
    expect(await waiting.ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('says what is left over, and deletes it with --prune', async () => {
    const budget = () =>
      target.cluster.get({
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        namespace: 'agent-society-staging',
        name: 'agent-society-staging',
      });
    const trees = await target.withoutFile('agent-society', 'pdb.yaml');
    const title = 'PodDisruptionBudget agent-society-staging in agent-society-staging (of agent-society)';
    const without = await target.deploy('staging', ...trees);
    expect(without).toMatchObject({ code: 0, stdout: expect.stringContaining(`  left over: ${title}\n`) });
    expect(await budget()).toBeDefined();
    const pruned = await target.deploy('staging', '--prune', ...trees);
    expect(pruned).toMatchObject({ code: 0, stdout: expect.stringContaining(`deletes ${title}\n`) });
    expect(await budget()).toBeUndefined();
    expect((await target.run('staging', '--prune', ...trees)).stdout).toContain('Nothing changes.');
    expect(await target.deploy('staging')).toMatchObject({ code: 0 });
  });

  it('deploys one service with what it needs, and leaves the others alone', async () => {
    const trees = await target.withTag('agent-society', 'staging', 'v3');
    const { code, stdout } = await target.run('staging', '--plan', '--service', 'agent-runtime', ...trees);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      / 1 {2}tigerbeetle +nothing changes .*\n +agent-society +changes 1, .*\n +2 {2}agent-runtime/,
    );
    const alone = await target.run('staging', '--plan', '--service', 'tigerbeetle');
    expect(alone.stdout).not.toContain('agent-runtime');
  });
});
