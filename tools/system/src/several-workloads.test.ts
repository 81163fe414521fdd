import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { type Builds, judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { fieldsOf, groupBy } from '@k8s-blocks/manifest';
import { clusterOf, evaluator, offeredPorts } from '@k8s-blocks/reachability';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { apps, map } from './several-workloads.test-helper.ts';

const ENVIRONMENTS = ['base', 'staging', 'production'] as const;
type EnvironmentName = (typeof ENVIRONMENTS)[number];

const root = mkdtempSync(join(tmpdir(), 'several-workloads-'));
let builds: Builds;
beforeAll(async () => {
  for (const each of apps) await emitApp(each, { root, staging: join(root, '.staging'), source: 'Change the test.' });
  const entries = ENVIRONMENTS.map(async (environment) => [environment, await buildsIn(environment)] as const);
  builds = Object.fromEntries(await Promise.all(entries));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** What the real Kustomize builds of each app in an environment. */
async function buildsIn(environment: EnvironmentName) {
  const folder = folderOf(environment);
  const { suffix } = map.environments[environment];
  const services = apps.map(({ contract: { name, namespace } }) => {
    return { service: name, folder: join(root, name, folder), namespaces: [namespace + suffix] };
  });
  return (await kustomizeBuilds(services)).map(([{ service }, build]) => {
    if (build instanceof Error) throw build;
    const objects = parseAllDocuments(build.yaml).map((document): unknown => document.toJS());
    return { service, file: `${service}/kustomization.yaml`, objects };
  });
}

function folderOf(environment: EnvironmentName): string {
  return environment === 'base' ? 'base' : join('overlays', environment);
}

/** The objects of all services together. */
function objectsIn(environment: EnvironmentName): readonly unknown[] {
  return (builds[environment] ?? []).flatMap(({ objects }) => objects);
}

describe.each(ENVIRONMENTS)('services of several workloads, and in one namespace, in %s', (environment) => {
  it('are built as their apps say', () => {
    for (const { contract, resources } of apps) {
      const said = resources()[environment] ?? [];
      const built = builds[environment]?.find(({ service }) => service === contract.name)?.objects ?? [];
      expect(buildDifferences(said, built)).toEqual([]);
    }
  });

  it('have nothing that verify finds', () => {
    const { findings, waived } = judgeStack(map, { [environment]: builds[environment] ?? [] });
    expect(findings).toEqual([]);
    expect(new Set(waived.map(({ finding }) => finding.rule))).toEqual(new Set(['blocked-drain']));
  });
});

describe.each(ENVIRONMENTS)('a namespace of two services, in %s', (environment) => {
  it('is built with the whole stack, by the service that is started first', async () => {
    const folder = join(root, folderOf(environment));
    const top = folderOf(environment).replace(/[^/]+/g, '..');
    const resources = apps.map(({ contract: { name } }) => `  - ${top}/${name}/${folderOf(environment)}\n`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'kustomization.yaml'), `resources:\n${resources.join('')}`);
    const { yaml } = await kustomizeBuild(folder);
    const together = parseAllDocuments(yaml).map((document): unknown => document.toJS());
    expect(
      buildDifferences(
        apps.flatMap(({ resources }) => resources()[environment] ?? []),
        together,
      ),
    ).toEqual([]);
    const namespaces = (objects: readonly unknown[]) =>
      objects.map(fieldsOf).flatMap(({ kind, metadata }) => (kind === 'Namespace' ? [fieldsOf(metadata).name] : []));
    const { suffix } = map.environments[environment];
    expect(namespaces(together)).toEqual([`find${suffix}`, `ledger${suffix}`, `orders${suffix}`]);
    const search = builds[environment]?.find(({ service }) => service === 'search');
    expect(namespaces(search?.objects ?? [])).toEqual([`find${suffix}`]);
  });
});

it('each workload reaches what is declared of it: the migration calls the database, and nobody else', () => {
  const cluster = clusterOf(objectsIn('staging'));
  const strangers = ['orders-staging', 'monitoring'].map((namespace) => {
    return { namespace, name: `a pod of ${namespace}`, labels: {} };
  });
  const targets = [...offeredPorts(cluster), { to: { ip: '203.0.113.7' }, port: 443, protocol: 'TCP' as const }];
  const targetNames = targets.map(({ to, port }) => `${'ip' in to ? to.ip : to.name}:${port}`);
  const sources = [...cluster.pods, ...strangers];
  const reached = groupBy(evaluator(cluster).matrix(sources, targets).allowedPairs(), ({ source }) => [source]);
  expect(
    sources.map(({ name }, source) => [name, ...(reached.get(source) ?? []).map(({ target }) => targetNames[target])]),
  ).toEqual([
    ['ledger-staging'],
    ['orders-staging', 'ledger-staging:5432', 'search-v1-staging:8080'],
    ['orders-worker-staging', 'ledger-staging:5432', '203.0.113.7:443'],
    ['orders-report-staging', 'ledger-staging:5432'],
    ['orders-migrate-staging', 'ledger-staging:5432'],
    ['search-v1-staging'],
    ['indexer-staging', 'search-v1-staging:8080'],
    ['a pod of orders-staging', '203.0.113.7:443'],
    ['a pod of monitoring', 'orders-worker-staging:9100', '203.0.113.7:443'],
  ]);
});

describe('a mistake in one of several workloads', () => {
  const component = (name: string) => `"app.kubernetes.io/component":"${name}"`;
  it.each([
    ['Job', 'orders-migrate-staging', component('migrate'), component('orders'), 'overlapping-workloads'],
    ['Job', 'orders-migrate-staging', component('migrate'), component('migration'), 'declared-connection'],
    ['NetworkPolicy', 'orders-migrate-staging', component('migrate'), component('migration'), 'unisolated-workload'],
    ['NetworkPolicy', 'orders-worker-staging', `${component('worker')},`, '', 'undeclared-traffic'],
    ['Service', 'orders-worker-staging', component('worker'), component('orders'), 'declared-connection'],
    ['Service', 'search-svc-staging', '"app":"search"', '"app":"indexer"', 'unmatched-selector'],
    ['Namespace', 'find-staging', 'find-staging', 'found-staging', 'missing-namespace'],
  ])('is found: %s %s with %s as %s, by the rule %s', (kind, name, right, wrong, rule) => {
    let replaced = 0;
    const mistaken = (builds.staging ?? []).map((build) => {
      const objects = build.objects.map((object): unknown => {
        const { kind: ownKind, metadata } = fieldsOf(object);
        if (ownKind !== kind || fieldsOf(metadata).name !== name) return object;
        const text = JSON.stringify(object);
        replaced += text.split(right).length - 1;
        return JSON.parse(text.replaceAll(right, wrong));
      });
      return { ...build, objects };
    });
    expect(replaced).toBeGreaterThan(0);
    const { findings } = judgeStack(map, { staging: mistaken });
    expect(findings.map((each) => each.rule)).toContain(rule);
  });
});
