import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { type Builds, judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { apps, map } from './routes.test-helper.ts';

const ENVIRONMENTS = ['base', 'staging', 'preview', 'production'] as const;
type EnvironmentName = (typeof ENVIRONMENTS)[number];

const root = mkdtempSync(join(tmpdir(), 'routes-'));
let builds: Readonly<Record<EnvironmentName, Builds[string]>>;
beforeAll(async () => {
  for (const each of apps) await emitApp(each, { root, staging: join(root, '.staging'), source: 'Change the test.' });
  const [base, staging, preview, production] = await Promise.all(ENVIRONMENTS.map(buildsIn));
  builds = { base: base ?? [], staging: staging ?? [], preview: preview ?? [], production: production ?? [] };
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** What the real Kustomize builds of each app in an environment. */
async function buildsIn(environment: EnvironmentName): Promise<Builds[string]> {
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

describe.each(ENVIRONMENTS)('a stack with routes, in %s', (environment) => {
  it('is built as its apps say', () => {
    for (const { contract, resources } of apps) {
      const said = resources()[environment] ?? [];
      const built = builds[environment].find(({ service }) => service === contract.name)?.objects ?? [];
      expect(said.length).toBeGreaterThan(3);
      expect(buildDifferences(said, built)).toEqual([]);
    }
  });
});

describe('a stack with routes', () => {
  it('has nothing that verify finds, in any environment that is deployed, and between them', () => {
    const { staging, preview, production } = builds;
    expect(judgeStack(map, { staging, preview, production }).findings).toEqual([]);
  });

  it('has the kind of routes of each environment, and none in base', () => {
    const kinds = ENVIRONMENTS.map((environment) => {
      const text = JSON.stringify(builds[environment]);
      return ['Ingress', 'HTTPRoute'].map((kind) => text.split(`"kind":"${kind}"`).length - 1);
    });
    expect(kinds).toEqual([
      [0, 0],
      [2, 0],
      [2, 0],
      [0, 4],
    ]);
  });
});

describe('a mistake in the routes of a stack', () => {
  it.each<[EnvironmentName, string, string, string, string]>([
    ['staging', 'shop', '"port":{"name":"web"}', '"port":{"name":"wbe"}', 'route-backend'],
    ['staging', 'shop', '"port":{"name":"web"}', '"port":{"name":"metrics"}', 'route-backend'],
    ['staging', 'shop', '"port":{"name":"web"}', '"port":{"name":"admin"}', 'declared-route'],
    ['staging', 'shop', '"service":{"name":"shop-staging"', '"service":{"name":"shop"', 'route-backend'],
    ['staging', 'shop', '"host":"shop.staging', '"host":"shpo.staging', 'declared-route'],
    ['staging', 'shop', '"host":"shop.staging', '"host":"shpo.staging', 'undeclared-route'],
    ['staging', 'bank', '"path":"/accounts"', '"path":"/"', 'duplicate-route'],
    ['staging', 'shop', '"kind":"Ingress"', '"kind":"IngressClass"', 'declared-route'],
    ['staging', 'shop', '"host":"shop.staging', '"host":"shop.preview', 'shared-route'],
    ['staging', 'shop', '"ingress-nginx"}', '"ingress"}', 'declared-connection'],
    ['staging', 'shop', 'cert-manager.io/cluster-issuer', 'cert-manager.io/issuers', 'missing-reference'],
    ['staging', 'shop', '"port":"metrics"', '"port":"metric"', 'monitor-target'],
    ['staging', 'bank', '"port":"stats"', '"port":"stat"', 'monitor-target'],
    ['production', 'shop', '"name":"shop","port":80', '"name":"shop","port":8080', 'route-backend'],
    ['production', 'shop', '"name":"shop","port":80}', '"name":"bank","namespace":"bank","port":80}', 'declared-route'],
    ['production', 'bank', '"shop.example.com"', '"admin.example.com"', 'undeclared-route'],
  ])('in %s of %s is found, when %s is %s, by the rule %s', (environment, name, right, wrong, rule) => {
    const mistaken = builds[environment].map((build) => {
      if (build.service !== name) return build;
      const text = JSON.stringify(build.objects);
      expect(text).toContain(right);
      const objects: readonly unknown[] = JSON.parse(text.replace(right, wrong));
      return { ...build, objects };
    });
    const { findings } = judgeStack(map, { ...builds, [environment]: mistaken });
    expect(findings.map((each) => each.rule)).toContain(rule);
  });
});
