import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, app, emitApp } from '@k8s-blocks/app';
import { type Builds, judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import {
  clusterRole,
  clusterRoleBinding,
  configMap,
  deployment,
  fromSecret,
  horizontalPodAutoscaler,
  placeholderSecret,
  role,
  roleBinding,
  sealedSecret,
  service,
  serviceAccount,
  statefulSet,
  withBaseline,
} from '@k8s-blocks/objects';
import { connection, contract, type NameOptions, secret, stack } from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

const signing = secret({ name: 'signing', why: 'sign orders', keys: ['key'], madeBy: 'SealedSecret' });
const ledger = contract({
  name: 'ledger',
  namespace: 'bank',
  workload: 'StatefulSet',
  ports: { postgres: 5432 },
  secrets: { PASSWORD: 'REPLACE_WITH_PASSWORD' },
});
const shop = contract({ name: 'shop', ports: { http: 8080 }, otherSecrets: [signing] });
const visitor = contract({ name: 'visitor', ports: {} });

/** Each way of naming, with the names that it makes of `ledger` in the namespace `bank`. */
const WAYS = {
  suffixed: { names: { suffix: '-staging' }, ledger: 'ledger-staging', bank: 'bank-staging' },
  prefixed: { names: { prefix: 'stg-' }, ledger: 'stg-ledger', bank: 'stg-bank' },
  both: { names: { prefix: 'qa-', suffix: '-two' }, ledger: 'qa-ledger-two', bank: 'qa-bank-two' },
  namespaces: { names: { namespaces: { suffix: '-dev' } }, ledger: 'ledger', bank: 'bank-dev' },
  function: {
    names: { suffix: '-load', namespaces: (namespace: string) => `team-${namespace}-load` },
    ledger: 'ledger-load',
    bank: 'team-bank-load',
  },
} satisfies Record<string, { readonly names: NameOptions; readonly ledger: string; readonly bank: string }>;

const { suffixed, prefixed, both, namespaces, function: byFunction } = WAYS;
const map = stack({
  startOrder: [ledger, shop, visitor],
  environments: {
    base: {},
    suffixed: suffixed.names,
    prefixed: { ...prefixed.names, secretsProvided: true },
    both: both.names,
    namespaces: namespaces.names,
    function: byFunction.names,
  },
  connections: [
    connection(shop, ledger.ports.postgres, 'book orders'),
    connection(visitor, shop.ports.http, 'buy'),
    connection(ledger, ledger.ports.postgres, 'agree on the order of entries'),
  ],
});
const settings = { base: {}, suffixed: {}, prefixed: {}, both: {}, namespaces: {}, function: {} };

const apps: readonly App[] = [
  app(map, ledger, {
    settings,
    manifests(env) {
      const peers = env.podAddresses(ledger.ports.postgres, 'ledger', 2).join(',');
      const config = configMap(env, { PEERS: peers });
      return withBaseline(env, {
        files: {
          'configmap.yaml': config,
          'secret.yaml': placeholderSecret(env),
          'service.yaml': service(env, { headless: true, publishNotReadyAddresses: true }),
          'statefulset.yaml': statefulSet(env, {
            replicas: 2,
            serviceName: 'ledger',
            podManagementPolicy: 'Parallel',
            config,
            readsSecret: true,
            container: { image: 'ledger:1.0' },
          }),
        },
      });
    },
  }),
  app(map, shop, {
    settings,
    manifests(env) {
      const config = configMap(env, { LEDGER: env.address(ledger.ports.postgres) });
      return withBaseline(env, {
        files: {
          'configmap.yaml': config,
          'signing.yaml': sealedSecret(env, { secret: signing, encryptedData: { key: 'AgA' } }),
          'serviceaccount.yaml': serviceAccount(env, { token: true }),
          'rbac.yaml': [
            role(env, [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get'] }]),
            roleBinding(env),
            clusterRole(env, [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] }]),
            clusterRoleBinding(env),
          ],
          'service.yaml': service(env),
          'deployment.yaml': deployment(env, {
            config,
            token: true,
            container: {
              image: 'shop:1.0',
              envFrom: [fromSecret(env, signing)],
              resources: { requests: { cpu: '1' } },
            },
          }),
          'autoscaler.yaml': horizontalPodAutoscaler(env, {
            minReplicas: 2,
            maxReplicas: 4,
            utilization: { cpu: 70 },
          }),
          'route.yaml': {
            apiVersion: 'gateway.networking.k8s.io/v1',
            kind: 'HTTPRoute',
            metadata: { name: 'books' },
            spec: {
              rules: [
                {
                  backendRefs: [
                    { name: env.nameOf('shop'), port: 8080 },
                    { name: env.nameOf('ledger'), namespace: env.namespaceOf('bank'), port: 5432 },
                  ],
                },
              ],
            },
          },
        },
      });
    },
  }),
  app(map, visitor, {
    settings,
    manifests(env) {
      const config = configMap(env, { SHOP: env.address(shop.ports.http) });
      return withBaseline(env, {
        files: {
          'configmap.yaml': config,
          'deployment.yaml': deployment(env, { replicas: 2, config, container: { image: 'visitor:1.0' } }),
        },
      });
    },
  }),
];

type EnvironmentName = keyof typeof WAYS;
const ENVIRONMENTS = Object.keys(WAYS) as EnvironmentName[];

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
    expect(judgeStack(map, { [environment]: builds[environment] ?? [] }).findings).toEqual([]);
  });
});

describe('environments whose names are made in several ways', () => {
  it('can share a cluster', () => {
    expect(judgeStack(map, builds).findings).toEqual([]);
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
