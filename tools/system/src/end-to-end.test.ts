import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { system } from '@k8s-blocks/stack';
import { built } from '@k8s-blocks/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { folderOf } from './committed-builds.ts';

type EnvironmentName = keyof typeof system.environments;

/** An object as the server has it, with what is asked of it here. */
interface ReadObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly replicas?: number; readonly minAvailable?: number };
  readonly status: {
    readonly readyReplicas?: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
  };
}

const skipped = whySkipped({ nodes: 3 });
if (skipped !== undefined) console.log(skipped);

const pathOf = (service: string, environment: EnvironmentName) =>
  fileURLToPath(new URL(`../../../k8s/${folderOf(service, environment)}`, import.meta.url));
const stackPath = (environment: EnvironmentName) =>
  fileURLToPath(new URL(`../../../k8s/overlays/${environment}`, import.meta.url));
const suffixOf = (environment: EnvironmentName) => system.environments[environment].suffix;

const START = 180_000;

describe.skipIf(skipped !== undefined)('a cluster with simulated nodes', () => {
  let cluster: ControlPlane;
  beforeAll(async () => {
    cluster = await startControlPlane({ nodes: 3 });
  }, START);
  afterAll(() => cluster?.stop(), START);

  const twelve = (['base', 'staging', 'production'] as const).flatMap((environment) =>
    system.startOrder.map(({ name }) => ({ name, environment })),
  );
  it.each(twelve)('accepts every object of $name in $environment, without a warning', async ({ name, environment }) => {
    const { objects, all } = await built(folderOf(name, environment));
    for (const namespace of all('Namespace')) {
      // A dry run of what lies in a namespace needs the namespace; base and production share theirs.
      const answer = await cluster.create(namespace);
      expect([201, 409], answer.message).toContain(answer.status);
      expect(answer.warnings).toEqual([]);
    }
    for (const object of objects.filter(({ kind }) => kind !== 'Namespace')) {
      const answer = await cluster.create(object as typeof object & { apiVersion: string }, { dryRun: true });
      expect({ ...object.metadata, status: answer.status, message: answer.message, warnings: answer.warnings }).toEqual(
        {
          ...object.metadata,
          status: 201,
          message: undefined,
          warnings: [],
        },
      );
    }
  });

  describe('of staging and production, applied next to each other in start order,', () => {
    const secretsBefore = new Map<string, unknown>();
    /** What is in the cluster then, read once: kubectl takes longer to start than to answer. */
    let objects: readonly ReadObject[] = [];
    beforeAll(async () => {
      await provideSecrets();
      for (const environment of ['staging', 'production'] as const) await applyAll(environment);
      // The controller of budgets counts pods a moment after they are ready.
      await vi.waitFor(async () => {
        objects = await everyObject();
        const budgets = objects.filter(({ kind }) => kind === 'PodDisruptionBudget');
        expect(budgets.length).toBeGreaterThan(0);
        for (const { status } of budgets) expect(status.currentHealthy).toBeGreaterThanOrEqual(status.desiredHealthy);
      }, START);
    }, 2 * START);

    async function run(args: readonly string[], input?: string): Promise<string> {
      const { stdout, stderr, exitCode } = await cluster.kubectl(args, input);
      expect(exitCode, `kubectl ${args.join(' ')}: ${stderr}`).toBe(0);
      return stdout;
    }

    /** What the README of k8s/ says to do before production: its namespaces, then its Secrets. */
    async function provideSecrets(): Promise<void> {
      for (const { name, namespace, secrets } of system.startOrder) {
        if (Object.keys(secrets).length === 0) continue;
        await run([
          'apply',
          '--server-side',
          '-f',
          fileURLToPath(new URL(`../../../k8s/${name}/base/namespace.yaml`, import.meta.url)),
        ]);
        const literals = Object.keys(secrets).map((key) => `--from-literal=${key}=real-${key}`);
        await run(['-n', namespace, 'create', 'secret', 'generic', `${name}-secrets`, ...literals]);
        secretsBefore.set(name, await secretOf(name, namespace));
      }
    }

    async function secretOf(name: string, namespace: string) {
      const { data, metadata } = JSON.parse(
        await run(['-n', namespace, 'get', 'secret', `${name}-secrets`, '-o', 'json']),
      );
      return { data, resourceVersion: metadata.resourceVersion };
    }

    async function applyAll(environment: EnvironmentName): Promise<void> {
      const suffix = suffixOf(environment);
      for (const { name, namespace, workload } of system.startOrder) {
        await run(['apply', '--server-side', '-k', pathOf(name, environment)]);
        const target = `${workload.toLowerCase()}/${name}${suffix}`;
        await run(['-n', namespace + suffix, 'rollout', 'status', target, '--timeout=120s']);
      }
    }

    const both = (['staging', 'production'] as const).flatMap((environment) =>
      system.startOrder.map((service) => ({ environment, service, name: service.name })),
    );

    async function everyObject(): Promise<readonly ReadObject[]> {
      const kinds = 'deployments,statefulsets,poddisruptionbudgets,pods';
      return JSON.parse(await run(['get', kinds, '--all-namespaces', '-o', 'json'])).items;
    }

    const objectsOf = (kind: string, namespace: string) =>
      objects.filter((each) => each.kind === kind && each.metadata.namespace === namespace);

    it.each(both)('$name in $environment has all of its pods ready', ({ environment, service, name }) => {
      const suffix = suffixOf(environment);
      const workloads = objectsOf(service.workload, service.namespace + suffix);
      const own = workloads.filter(({ metadata }) => metadata.name === name + suffix);
      expect(own.map(({ spec, status }) => status.readyReplicas === spec.replicas)).toEqual([true]);
    });

    it.each(both)(
      'the budget of $name in $environment counts its pods, and no others',
      ({ environment, service, name }) => {
        const suffix = suffixOf(environment);
        const pods = objectsOf('Pod', service.namespace + suffix);
        const budgets = objectsOf('PodDisruptionBudget', service.namespace + suffix);
        const own = budgets.filter(({ metadata }) => metadata.name === name + suffix);
        expect(pods.length).toBeGreaterThan(0);
        expect(own).toMatchObject([
          {
            status: {
              expectedPods: pods.length,
              currentHealthy: pods.length,
              desiredHealthy: own[0]?.spec.minAvailable,
            },
          },
        ]);
      },
    );

    it('leaves the Secrets as they were put there before production was applied', async () => {
      expect([...secretsBefore.keys()]).toEqual(['agent-society', 'agent-runtime', 'connector']);
      for (const { name, namespace } of system.startOrder) {
        if (secretsBefore.has(name)) expect(await secretOf(name, namespace)).toEqual(secretsBefore.get(name));
      }
    });

    it.each(['staging', 'production'] as const)(
      'changes nothing of %s when it is applied a second time, as a whole',
      async (name) => {
        const all = stackPath(name);
        const before = await wantedState(all);
        await run(['apply', '--server-side', '-k', all]);
        expect(await wantedState(all)).toEqual(before);
      },
    );

    it(
      'is what a dry run of the whole stack asks about, in start order',
      async () => {
        const modules = system.startOrder.map(({ name }) => `apps/${name}/src/app.ts`).reverse();
        const [context = ''] = (await run(['config', 'get-contexts', '--output=name'])).trim().split('\n');
        const command = ['tools/nx-plugin/k8s-blocks.mjs', 'dry-run', ...modules];
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [...command, '--environment', 'production', '--context', context],
          {
            cwd: fileURLToPath(new URL('../../..', import.meta.url)),
            env: { ...process.env, KUBECONFIG: cluster.kubeconfig },
          },
        );
        const heads = stdout.split('\n').filter((line) => line.includes(' in production, as '));
        expect(heads.map((line) => line.split(' ')[0])).toEqual(system.startOrder.map(({ name }) => name));
        for (const head of heads) expect(head).toMatch(/: \d+ objects accepted, 0 new\.$/);
      },
      START,
    );

    /** The objects of a folder as the server has them, without what controllers write and what counts every request. */
    async function wantedState(path: string) {
      const { items } = JSON.parse(await run(['get', '-k', path, '-o', 'json']));
      expect(items.length).toBeGreaterThan(5 * system.startOrder.length);
      return items.map(({ status: _, ...object }: { status?: unknown; metadata: Record<string, unknown> }) => ({
        ...object,
        metadata: { ...object.metadata, resourceVersion: undefined },
      }));
    }
  });
});
