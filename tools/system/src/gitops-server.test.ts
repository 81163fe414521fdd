import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ControlPlane, startControlPlane, whySkipped } from '@k8s-blocks/control-plane';
import { kustomizeBuild } from '@k8s-blocks/kubectl';
import { system } from '@k8s-blocks/stack';
import { type Connection, isOffered } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { defineKinds } from './definitions-below.ts';
import { healthCheckIn } from './gitops/application-health.ts';
import { isFolderReady, kubectl } from './gitops/cluster-objects.ts';
import { simulatedArgoCd } from './gitops/simulated-argo-cd.ts';
import { simulatedFlux } from './gitops/simulated-flux.ts';

/** The folder of the definitions of custom resources. */
const DEFINITIONS = process.env.K8S_BLOCKS_CRDS ?? '';

const skipped =
  whySkipped({ nodes: 3 }) ??
  (DEFINITIONS === '' ? 'K8S_BLOCKS_CRDS is not set: Flux and Argo CD are not simulated on a server.' : undefined);
if (skipped !== undefined) console.log(skipped);

const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));
const HEALTH = 'k8s/gitops/argocd/production/argocd-cm.yaml';
const HEALTH_FIELD = 'resource.customizations.health.argoproj.io_Application';

const START = 180_000;

type EnvironmentName = 'staging' | 'production';

describe.skipIf(skipped !== undefined)('a cluster that knows the kinds of Flux and Argo CD', () => {
  let cluster: ControlPlane;
  beforeAll(async () => {
    cluster = await startControlPlane({ nodes: 3 });
    await defineKinds(cluster, DEFINITIONS, ['Kustomization', 'Application']);
    for (const name of ['flux-system', 'argocd']) await kubectl(cluster, ['create', 'namespace', name]);
  }, START);
  afterAll(() => cluster?.stop(), START);

  it.each([
    'k8s/gitops/flux/staging',
    'k8s/gitops/argocd/production',
    'k8s/gitops/argocd/production/applications',
    'examples/shop/k8s/gitops/flux/prod-eu',
    'examples/shop/k8s/gitops/flux/prod-us',
    'examples/shop/k8s/gitops/argocd/staging',
    'examples/shop/k8s/gitops/argocd/staging/applications',
  ])('accepts every object of %s, without a warning', async (folder) => {
    const { yaml } = await kustomizeBuild(join(REPOSITORY, folder));
    const objects = parseAllDocuments(yaml).map((document) => document.toJS());
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) {
      const { status, message, warnings } = await cluster.create(object, { dryRun: true });
      expect([object.metadata.name, status, message, warnings]).toEqual([object.metadata.name, 201, undefined, []]);
    }
  });

  it('has staging by Flux in start order: each service is applied once those are ready that it needs', async () => {
    await kubectl(cluster, ['apply', '--server-side', '-k', join(REPOSITORY, 'k8s/gitops/flux/staging')]);
    const { applied, beforeApply } = watched('staging');
    await until(simulatedFlux({ cluster, repository: REPOSITORY, beforeApply }));
    expectInStartOrder(applied, 'staging');
  });

  describe('with the ConfigMap of Argo CD', () => {
    const own = { 'application.instanceLabelKey': 'example.com/application', url: 'https://argocd.example.com' };
    const configMap = (data: object) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'argocd-cm', namespace: 'argocd' },
        data,
      });

    it('takes the health check of Applications by the command at its head, and keeps the fields of others', async () => {
      await kubectl(cluster, ['apply', '--server-side', '-f', '-'], configMap(own));
      const text = readFileSync(join(REPOSITORY, HEALTH), 'utf8');
      const [, command = ''] = /^# {3}kubectl (.*)$/m.exec(text) ?? [];
      await kubectl(cluster, command.replace(HEALTH, join(REPOSITORY, HEALTH)).split(' '));
      const read = async () =>
        JSON.parse(await kubectl(cluster, ['get', 'cm', 'argocd-cm', '-n', 'argocd', '-o', 'json']));
      expect((await read()).data).toEqual({ ...own, [HEALTH_FIELD]: expect.stringContaining('return hs') });
      // Whoever owns the others may apply theirs again.
      await kubectl(cluster, ['apply', '--server-side', '-f', '-'], configMap({ url: own.url }));
      expect(Object.keys((await read()).data).sort()).toEqual([HEALTH_FIELD, 'url']);
    });

    it('has production by Argo CD in start order: wave after wave', async () => {
      await kubectl(cluster, ['apply', '--server-side', '-k', join(REPOSITORY, 'k8s/gitops/argocd/production')]);
      const { applied, beforeApply } = watched('production');
      const check = healthCheckIn(parse(readFileSync(join(REPOSITORY, HEALTH), 'utf8')).data[HEALTH_FIELD]);
      const simulation = { cluster, repository: REPOSITORY, beforeApply };
      await until(simulatedArgoCd(simulation, 'agent-runtime-production', check));
      expectInStartOrder(applied, 'production');
    });

    it('would have all of its services at once without that health check', async () => {
      const all = ['applications.argoproj.io', '-n', 'argocd'];
      await kubectl(cluster, ['delete', ...all, '--all']);
      await kubectl(cluster, ['apply', '--server-side', '-k', join(REPOSITORY, 'k8s/gitops/argocd/production')]);
      const simulation = { cluster, repository: REPOSITORY, beforeApply: async () => {} };
      const reconcile = simulatedArgoCd(simulation, 'agent-runtime-production');
      await reconcile();
      const names = (await kubectl(cluster, ['get', ...all, '-o', 'name'])).trim().split('\n');
      expect(names).toHaveLength(1 + system.startOrder.length);
    });
  });

  /** What is applied of an environment, and which services are ready before that. */
  function watched(environment: EnvironmentName) {
    const applied: { readonly service: string; readonly ready: readonly string[] }[] = [];
    const folderOf = (name: string) => `k8s/${name}/overlays/${environment}`;
    const beforeApply = async (path: string) => {
      const service = system.startOrder.find(({ name }) => path.replace(/^\.\//, '') === folderOf(name));
      expect(service, path).toBeDefined();
      const before = applied.map((each) => each.service);
      const states = await Promise.all(
        before.map(async (name) => ((await isFolderReady(cluster, join(REPOSITORY, folderOf(name)))) ? [name] : [])),
      );
      applied.push({ service: service?.name ?? '', ready: states.flat() });
    };
    return { applied, beforeApply };
  }
});

/** Each service is applied once, after those that it needs at start are ready; and none waits for more than those of its wave do. */
function expectInStartOrder(
  applied: readonly { readonly service: string; readonly ready: readonly string[] }[],
  environment: EnvironmentName,
): void {
  const waves = system.wavesIn(environment).map((wave) => wave.map(({ name }) => name));
  expect(applied.map(({ service }) => service).sort()).toEqual(waves.flat().sort());
  const atStart = system.connections.filter(({ needed = 'at-start' }: Connection) => needed === 'at-start');
  for (const { service, ready } of applied) {
    const needed = atStart.flatMap(({ from, to }) =>
      'name' in from && from.name === service && isOffered(to) && to.contract !== service ? [to.contract] : [],
    );
    expect(ready, service).toEqual(expect.arrayContaining(needed));
  }
}

/** Calls a controller until it says that nothing is left to do. */
async function until(reconcile: () => Promise<boolean>): Promise<void> {
  while (!(await reconcile())) await sleep(100);
}
