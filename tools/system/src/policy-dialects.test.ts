import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { app, emitApp } from '@k8s-blocks/app';
import { type Builds, judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuild, kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { deployment, networkPolicy, service, withBaseline } from '@k8s-blocks/objects';
import { stackKustomizations } from '@k8s-blocks/overview';
import { clusterNetworkPolicy } from '@k8s-blocks/policies';
import { clusterOf, evaluator, offeredPorts, renderMatrix } from '@k8s-blocks/reachability';
import { system } from '@k8s-blocks/stack';
import {
  apiServer,
  connection,
  contract,
  outsideHost,
  type PolicyDialect,
  type PolicyOptions,
  stack,
} from '@k8s-blocks/topology';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { committedBuilds } from './committed-builds.ts';

const committed = await committedBuilds();
const SUFFIX = '-staging';

/** The services of the stack, with other policies. */
function systemWith(options: PolicyOptions) {
  const { startOrder, connections, labels } = system;
  const environments = { base: {}, staging: { suffix: SUFFIX, ...options }, production: {} };
  return stack({ services: startOrder, connections, labels, environments });
}

/** What is committed for staging, with policies of the kind that is chosen for each service in the place of its own. */
function builtWith(options: PolicyOptions, dialectOf?: (index: number) => PolicyDialect) {
  const map = systemWith(options);
  const services = (committed.staging ?? []).map((build, index) => {
    const contractOf = map.contractNamed(build.service);
    if (contractOf === undefined) throw new Error(`There is no service ${build.service}.`);
    const env = map.serviceIn(contractOf, 'staging');
    const dialect = dialectOf?.(index);
    const policy = networkPolicy(env, dialect === undefined ? {} : { dialect });
    const metadata = { ...policy.metadata, name: `${policy.metadata?.name}${SUFFIX}`, namespace: env.namespace };
    const others = build.objects.filter((each) => !isNetworkPolicy(each));
    return { ...build, objects: [...others, { ...policy, metadata }] };
  });
  const ofStack = clusterNetworkPolicy(map, 'staging');
  const more = ofStack === undefined ? [] : [{ service: 'map', file: 'clusternetworkpolicy.yaml', objects: [ofStack] }];
  const builds = { staging: [...services, ...more] };
  return { map, builds, matrix: matrixOf(builds) };
}

function isNetworkPolicy(object: unknown): boolean {
  return typeof object === 'object' && object !== null && 'kind' in object && object.kind === 'NetworkPolicy';
}

/** Who reaches what in staging: also a pod outside of the stack, and the internet. */
function matrixOf({ staging = [] }: Builds): string {
  const cluster = clusterOf(staging.flatMap(({ objects }) => objects));
  const strangers = [{ namespace: 'stranger', name: 'pod', labels: {} }, { ip: '203.0.113.7' }];
  return renderMatrix(evaluator(cluster).matrix([...cluster.pods, ...strangers], offeredPorts(cluster)), 'text');
}

describe('the services of the stack', () => {
  it.each([
    ['NetworkPolicies', {}, undefined],
    ['policies of Cilium', { policies: 'CiliumNetworkPolicy' }, undefined],
    ['both', {}, (index: number) => (index % 2 === 0 ? 'NetworkPolicy' : 'CiliumNetworkPolicy')],
    [
      'both and one of the whole stack',
      { clusterNetworkPolicy: { name: 'agents-staging' } },
      (index: number) => (index % 2 === 0 ? 'CiliumNetworkPolicy' : 'NetworkPolicy'),
    ],
  ] as const)('have the same matrix with %s, and nothing that verify finds', (_, options, dialectOf) => {
    const { map, builds, matrix } = builtWith(options, dialectOf);
    expect(matrix).toBe(matrixOf(committed));
    expect(judgeStack(map, builds).findings).toEqual([]);
  });
});

const shop = contract({ name: 'shop', ports: { http: 8080 } });
const operator = contract({ name: 'operator', ports: { hooks: 9443 } });
const cache = outsideHost('the cache', 'cache.example.com', { addresses: '198.51.100.0/28' });
const map = stack({
  services: [operator, shop],
  environments: {
    base: {},
    staging: { suffix: SUFFIX, policies: 'CiliumNetworkPolicy', clusterNetworkPolicy: { name: 'shop-staging' } },
    production: { policies: 'CiliumNetworkPolicy' },
  },
  connections: [
    connection(operator, shop.ports.http, 'watch it'),
    connection(shop, cache.port(6379), 'sessions'),
    connection(operator, apiServer.port(443), 'watch'),
    connection(apiServer, operator.ports.hooks, 'admission'),
  ],
});
const settings = { base: {}, staging: {}, production: {} };
const apps = [operator, shop].map((each) =>
  app(map, each, {
    settings,
    manifests: (env) =>
      withBaseline(env, {
        replicas: 2,
        files: {
          'service.yaml': service(env),
          'deployment.yaml': deployment(env, {
            replicas: 2,
            container: { image: `${each.name}:1.0` },
            ...(each === operator ? { token: true } : {}),
          }),
          // In production the shop keeps the policy that it has in base.
          ...(each === shop && env.name === 'production'
            ? { 'networkpolicy.yaml': networkPolicy(env, { dialect: 'NetworkPolicy' }) }
            : {}),
        },
      }),
  }),
);

describe('an app whose environments have policies of other kinds than base', () => {
  const root = mkdtempSync(join(tmpdir(), 'policy-dialects-'));
  beforeAll(async () => {
    for (const each of apps) await emitApp(each, { root, staging: join(root, '.staging'), source: 'Change the test.' });
    for (const [path, text] of stackKustomizations(map, 'k8s')) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true }));

  const folderOf = (environment: string) => (environment === 'base' ? 'base' : join('overlays', environment));
  const objectsOf = (yaml: string): unknown[] => parseAllDocuments(yaml).map((document): unknown => document.toJS());

  it.each(['base', 'staging', 'production'] as const)(
    'is built as it says, and judged without findings: %s',
    async (name) => {
      const { suffix } = map.environments[name];
      const folders = apps.map(({ contract: { name: service, namespace } }) => {
        return { service, folder: join(root, service, folderOf(name)), namespaces: [namespace + suffix] };
      });
      const builds = (await kustomizeBuilds(folders)).map(([{ service }, build]) => {
        if (build instanceof Error) throw build;
        return { service, file: `${service}/kustomization.yaml`, objects: objectsOf(build.yaml) };
      });
      for (const { contract: own, resources } of apps) {
        const built = builds.find(({ service }) => service === own.name)?.objects ?? [];
        expect(buildDifferences(resources()[name] ?? [], built)).toEqual([]);
      }
      const { findings } = judgeStack(map, { [name]: builds });
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it('has one policy a service, of the kind that is said', async () => {
    const kindsIn = async (name: string) => {
      const { yaml } = await kustomizeBuild(join(root, folderOf(name)));
      return [...yaml.matchAll(/^kind: (\w*NetworkPolicy)$/gm)].map(([, kind]) => kind).sort();
    };
    expect(await kindsIn('base')).toEqual(['NetworkPolicy', 'NetworkPolicy']);
    expect(await kindsIn('staging')).toEqual(['CiliumNetworkPolicy', 'CiliumNetworkPolicy', 'ClusterNetworkPolicy']);
    expect(await kindsIn('production')).toEqual(['CiliumNetworkPolicy', 'NetworkPolicy']);
  });
});
