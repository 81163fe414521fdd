import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { type Builds, judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { apps, ENVIRONMENTS, type EnvironmentName, map, WAYS } from './names.test-helper.ts';

const root = mkdtempSync(join(tmpdir(), 'names-'));
let builds: Builds;
beforeAll(async () => {
  for (const each of apps) await emitApp(each, { root, staging: join(root, '.staging'), source: 'Change the test.' });
  const entries = ENVIRONMENTS.map(async (environment) => [environment, await buildsIn(environment)] as const);
  builds = Object.fromEntries(await Promise.all(entries));
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

/** What the real Kustomize builds of each app in an environment. */
async function buildsIn(environment: EnvironmentName) {
  const services = apps.map(({ contract: { name, namespace } }) => ({
    service: name,
    folder: join(root, name, 'overlays', environment),
    namespaces: [map.environments[environment].namespaceName(namespace)],
  }));
  return (await kustomizeBuilds(services)).map(([{ service: name }, build]) => {
    if (build instanceof Error) throw build;
    const objects = parseAllDocuments(build.yaml).map((document): unknown => document.toJS());
    return { service: name, file: `${name}/kustomization.yaml`, objects };
  });
}

const builtText = (environment: EnvironmentName) => JSON.stringify(builds[environment]?.map(({ objects }) => objects));

describe.each(ENVIRONMENTS)('names made by the way "%s"', (environment) => {
  const { ledger: name, bank } = WAYS[environment];

  it('are built as the apps say, also in references', () => {
    for (const { contract: each, resources } of apps) {
      const built = builds[environment]?.find(({ service: built }) => built === each.name)?.objects ?? [];
      expect(buildDifferences(resources()[environment] ?? [], built)).toEqual([]);
    }
  });

  it('are those of the objects, the namespaces, the addresses and the policies', () => {
    const text = builtText(environment);
    expect(text).toContain(`"LEDGER":"${name}.${bank}.svc.cluster.local:5432"`);
    expect(text).toContain(`"PEERS":"${name}-0.${name}.${bank}.svc.cluster.local:5432,`);
    expect(text).toContain(`"serviceName":"${name}"`);
    expect(text).toContain(`"backendRefs":[{"name":"${name.replace('ledger', 'shop')}",`);
    expect(text).toContain(`"matchLabels":{"kubernetes.io/metadata.name":"${bank}"}`);
    expect(text).toContain(`"kind":"Namespace","metadata":{"labels":{"app.kubernetes.io/name":"${bank}"`);
  });

  it('leave nothing for verify to find', () => {
    expect(findingsOf({ [environment]: builds[environment] ?? [] })).toEqual([]);
  });
});

/** What verify finds, but for notices: a NetworkPolicy cannot name the API server, which the shop calls. */
function findingsOf(some: Builds) {
  return judgeStack(map, some).findings.filter(({ severity }) => severity !== 'notice');
}

describe('environments whose names are made in several ways', () => {
  it('can share a cluster', () => {
    expect(findingsOf(builds)).toEqual([]);
  });

  it.each<[EnvironmentName, string, string, string]>([
    ['suffixed', 'ledger-staging.bank-staging.svc', 'stg-ledger.stg-bank.svc', 'other-environment'],
    ['suffixed', 'ledger-staging.bank-staging.svc', 'ledger-load.team-bank-load.svc', 'other-environment'],
    ['prefixed', 'stg-ledger.stg-bank.svc', 'ledger.bank-dev.svc', 'other-environment'],
    ['prefixed', '"name":"stg-shop","port"', '"name":"shop","port"', 'bare-name'],
    ['function', '"namespace":"team-bank-load","port"', '"namespace":"bank","port"', 'bare-name'],
    ['namespaces', '"namespace":"bank-dev","port"', '"namespace":"bank","port"', 'bare-name'],
    ['namespaces', 'ledger.bank-dev.svc', 'ledger.bank.svc', 'in-stack-address'],
    ['prefixed', '"secretRef":{"name":"stg-signing"', '"secretRef":{"name":"signing"', 'missing-reference'],
  ])('are told apart in %s, where %s is %s, by the rule %s', (environment, right, wrong, rule) => {
    const mistaken = (builds[environment] ?? []).map((build) => {
      const objects: readonly unknown[] = JSON.parse(JSON.stringify(build.objects).replaceAll(right, wrong));
      return { ...build, objects };
    });
    expect(mistaken).not.toEqual(builds[environment]);
    const { findings } = judgeStack(map, { [environment]: mistaken });
    expect(findings.map((each) => each.rule)).toContain(rule);
  });
});
