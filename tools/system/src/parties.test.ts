import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitApp } from '@k8s-blocks/app';
import { type Builds, judgeStack } from '@k8s-blocks/cli';
import { kustomizeBuilds } from '@k8s-blocks/kubectl';
import { buildDifferences } from '@k8s-blocks/kustomize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { apps, map } from './parties.test-helper.ts';

const ENVIRONMENTS = ['base', 'openshift', 'known'] as const;
type EnvironmentName = (typeof ENVIRONMENTS)[number];

const root = mkdtempSync(join(tmpdir(), 'parties-'));
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

/** What verify finds in an environment, in short. */
function findingsIn(environment: EnvironmentName, judged: Builds = builds): string[] {
  const { findings } = judgeStack(map, { [environment]: judged[environment] ?? [] });
  return findings.map(({ severity, rule, object, field }) => `${severity} ${rule}: ${object} › ${field}`);
}

describe('a stack that talks to every kind of party', () => {
  it.each(ENVIRONMENTS)('is built as its apps say: %s', (environment) => {
    for (const { contract, resources } of apps) {
      const said = resources()[environment] ?? [];
      const built = builds[environment]?.find(({ service }) => service === contract.name)?.objects ?? [];
      expect(said.length).toBeGreaterThan(3);
      expect(buildDifferences(said, built)).toEqual([]);
    }
  });

  it.each(['base', 'openshift'] as const)(
    'has notices of what is wider than declared where addresses are not known, and no errors: %s',
    (environment) => {
      const { suffix } = map.environments[environment];
      const policy = (name: string) => `NetworkPolicy ${name}${suffix} in ${name}${suffix}`;
      expect(findingsIn(environment)).toEqual([
        `notice unisolated-workload: DaemonSet agent${suffix} in agent${suffix} › spec.template.spec.hostNetwork`,
        `notice wider-than-declared: ${policy('shop')} › spec.ingress[1]`,
        `notice wider-than-declared: ${policy('shop')} › spec.egress[1]`,
        `notice wider-than-declared: ${policy('shop')} › spec.egress[4]`,
        `notice wider-than-declared: ${policy('operator')} › spec.ingress[0]`,
        `notice wider-than-declared: ${policy('operator')} › spec.egress[1]`,
      ]);
    },
  );

  it('has one left where all but the host is known, and that of the nodes’ network', () => {
    expect(findingsIn('known')).toEqual([
      'notice unisolated-workload: DaemonSet agent-known in agent-known › spec.template.spec.hostNetwork',
      'notice wider-than-declared: NetworkPolicy shop-known in shop-known › spec.egress[2]',
    ]);
  });

  it('may be in one cluster with another of its environments: that pods are on nodes is judged in each, not between them', () => {
    const { findings } = judgeStack(map, builds);
    expect(findings.filter(({ severity }) => severity !== 'notice')).toEqual([]);
  });

  it('says in its files why a rule is wide, and what isolates no pods', () => {
    const read = (file: string) => readFileSync(join(root, file), 'utf8');
    expect(read('shop/base/networkpolicy.yaml')).toContain(`    # To the cache (cache.example.com): sessions.
    # Wider than declared: a NetworkPolicy does not know the names of hosts, so every address is let through.
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
        - ipBlock:
            cidr: ::/0
      ports:
        - port: 6379
          protocol: TCP
`);
    expect(read('agent/base/daemonset.yaml')).toContain(
      '# In the network of its node, where no NetworkPolicy isolates it.\n      hostNetwork: true\n',
    );
    expect(read('operator/base/deployment.yaml')).toContain(
      '# It calls the API server.\n      automountServiceAccountToken: true\n',
    );
  });
});

describe('a mistake in whom a service talks to', () => {
  it.each<[EnvironmentName, string, string, string, string]>([
    ['known', 'shop', '"except":["203.0.113.128/25"]', '"except":["203.0.113.0/25"]', 'declared-connection'],
    ['known', 'shop', '"cidr":"198.51.100.0/28"', '"cidr":"198.51.100.0/24"', 'undeclared-traffic'],
    ['known', 'shop', '"cidr":"2001:db8:1::/48"', '"cidr":"2001:db8:1::/49"', 'declared-connection'],
    ['known', 'shop', '"except":["203.0.113.128/25"]', '"except":[]', 'undeclared-traffic'],
    ['known', 'shop', '"cidr":"10.0.0.0/16"', '"cidr":"10.0.0.0/24"', 'declared-connection'],
    ['known', 'shop', '"cidr":"169.254.20.10/32"', '"cidr":"169.254.20.11/32"', 'declared-connection'],
    ['base', 'shop', '"port":6379', '"port":6380', 'declared-connection'],
    ['base', 'shop', '"ports":[{"port":6379', '"ports":[{"port":1,"endPort":6379', 'undeclared-traffic'],
    ['base', 'shop', 'rediss://cache.example.com', 'rediss://cache.exmaple.com', 'outside-address'],
    [
      'base',
      'shop',
      '"app.kubernetes.io/name":"prometheus"',
      '"app.kubernetes.io/name":"grafana"',
      'undeclared-traffic',
    ],
    ['openshift', 'shop', '"port":5353', '"port":53', 'declared-connection'],
    ['openshift', 'shop', '"openshift-dns"', '"kube-system"', 'declared-connection'],
    [
      'base',
      'operator',
      '"automountServiceAccountToken":true,"con',
      '"automountServiceAccountToken":false,"con',
      'api-server-access',
    ],
    ['known', 'operator', '"cidr":"192.0.2.10/32"', '"cidr":"192.0.2.11/32"', 'declared-connection'],
    ['known', 'agent', '"hostNetwork":true', '"hostNetwork":false', 'unisolated-workload'],
    ['known', 'agent', 'enforce":"privileged"', 'enforce":"baseline"', 'pod-security'],
  ])('in %s of %s is found, when %s is %s, by the rule %s', (environment, name, right, wrong, rule) => {
    const mistaken = (builds[environment] ?? []).map((build) => {
      if (build.service !== name) return build;
      const text = JSON.stringify(build.objects);
      expect(text).toContain(right);
      const objects: readonly unknown[] = JSON.parse(text.replaceAll(right, wrong));
      return { ...build, objects };
    });
    const { findings } = judgeStack(map, { [environment]: mistaken });
    const mistakes = findings.filter(({ severity }) => severity !== 'notice');
    expect(mistakes.map((each) => each.rule)).toContain(rule);
  });
});
