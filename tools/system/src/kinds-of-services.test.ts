import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { type Builds, judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { apps, map } from './kinds-of-services.test-helper.ts';

const ENVIRONMENTS = ['base', 'staging', 'production'] as const;
type EnvironmentName = (typeof ENVIRONMENTS)[number];

const root = mkdtempSync(join(tmpdir(), 'kinds-of-services-'));
let builds: Builds;
beforeAll(async () => {
  for (const each of apps) await emitApp(each, { root, staging: join(root, '.staging'), source: 'Change the test.' });
  const entries = ENVIRONMENTS.map(async (environment) => [environment, await buildsIn(environment)] as const);
  builds = Object.fromEntries(await Promise.all(entries));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** What the real Kustomize builds of each app in an environment. */
async function buildsIn(environment: EnvironmentName) {
  const folder = environment === 'base' ? 'base' : join('overlays', environment);
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

describe.each(ENVIRONMENTS)('a stack of services of every kind, in %s', (environment) => {
  it('is built as its apps say', () => {
    for (const { contract, resources } of apps) {
      const said = resources()[environment] ?? [];
      const built = builds[environment]?.find(({ service }) => service === contract.name)?.objects ?? [];
      expect(said.length).toBeGreaterThan(3);
      expect(buildDifferences(said, built)).toEqual([]);
    }
  });

  it('has nothing that verify finds, and accepts that single pods block the drain of their node', () => {
    const { findings, waived } = judgeStack(map, { [environment]: builds[environment] ?? [] });
    expect(findings).toEqual([]);
    expect(new Set(waived.map(({ finding }) => finding.rule))).toEqual(new Set(['blocked-drain']));
  });
});

describe('a mistake in a stack of services of every kind', () => {
  it.each([
    ['database', '"serviceName":"database-pods-staging"', '"serviceName":"database-pod-staging"', 'missing-reference'],
    ['database', '"clusterIP":"None"', '"clusterIP":""', 'stateful-set-peers'],
    ['api', '"claimName":"uploads-staging"', '"claimName":"uploads"', 'missing-reference'],
    ['api', '"grpc":{"port":9000}', '"grpc":{"port":9001}', 'probe-port'],
    ['api', '"containerPort":9100,"name":"metrics"', '"containerPort":9100,"name":"metric"', 'service-target-port'],
    [
      'migration',
      '"key":"url","name":"database-staging"',
      '"key":"uri","name":"database-staging"',
      'missing-reference',
    ],
    ['migration', '"key":"url","name":"database-staging"', '"key":"url","name":"database"', 'missing-reference'],
    ['controller', '"kind":"Role","name":"controller-staging"', '"kind":"Role","name":"controller"', 'bare-name'],
    ['controller', '"serviceAccountName":"controller-staging"', '"serviceAccountName":"x"', 'missing-reference'],
    ['logs', 'enforce":"privileged"', 'enforce":"restricted"', 'pod-security'],
  ])('of %s is found, when %s is %s, by the rule %s', (name, right, wrong, rule) => {
    const mistaken = (builds.staging ?? []).map((build) => {
      if (build.service !== name) return build;
      const text = JSON.stringify(build.objects);
      expect(text).toContain(right);
      const objects: readonly unknown[] = JSON.parse(text.replace(right, wrong));
      return { ...build, objects };
    });
    const { findings } = judgeStack(map, { staging: mistaken });
    expect(findings.map((each) => each.rule)).toContain(rule);
  });
});
