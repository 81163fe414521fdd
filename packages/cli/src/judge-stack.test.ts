import type { JudgeOptions } from '@k8s-blocks/api-rules';
import { connection, contract, internet, outsideNetwork, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { judgeStack } from './judge-stack.ts';

const shop = contract({ name: 'shop', ports: {}, secrets: { TOKEN: 'REPLACE_WITH_TOKEN' } });
const map = stack({
  services: [shop],
  environments: { base: {}, staging: { suffix: '-staging', secretsProvided: true }, live: { production: true } },
  connections: [],
});

/** A pod whose image has no version, and a Secret of the build. */
const objects = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop' } },
        spec: { containers: [{ name: 'shop', image: 'shop:latest' }] },
      },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'shop', namespace: 'shop' },
    stringData: { A: 'REPLACE_WITH_A' },
  },
];

/** The rules of production that find something in an environment. */
function productionRules(environment: string): string[] {
  const { findings } = judgeStack(map, { [environment]: [{ service: 'shop', file: 'kustomization.yaml', objects }] });
  const rules = new Set(findings.map(({ rule }) => rule));
  return ['image-tag', 'placeholder-value', 'secret-in-production'].filter((rule) => rules.has(rule));
}

describe('an environment', () => {
  it('is judged as production if the map says so', () => {
    expect(productionRules('live')).toEqual(['image-tag', 'placeholder-value', 'secret-in-production']);
  });

  it('is not judged as production because its Secrets are provided', () => {
    expect(productionRules('staging')).toEqual([]);
  });
});

describe('the version of Kubernetes', () => {
  const versions = stack({
    services: [shop],
    environments: { base: {}, old: { suffix: '-old', kubernetes: '1.33' } },
    connections: [],
  });
  const claim = {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaim',
    metadata: { name: 'gpu', namespace: 'shop' },
    spec: { devices: {} },
  };

  /** What is said of a kind of Kubernetes 1.34 in an environment. */
  function saidOf(environment: string, options?: JudgeOptions): string[] {
    const build = { service: 'shop', file: 'kustomization.yaml', objects: [claim] };
    const { findings } = judgeStack(versions, { [environment]: [build] }, options);
    return findings.filter(({ rule }) => rule === 'api-version-and-kind').map(({ problem }) => problem);
  }

  it('by which objects are judged is that of their environment, or else the newest', () => {
    expect(saidOf('base')).toEqual([]);
    expect(saidOf('old')).toEqual([
      'Kubernetes 1.33 does not serve resource.k8s.io/v1 ResourceClaim: it came with 1.34.',
    ]);
  });

  it('is the one that is given, in every environment', () => {
    expect(saidOf('base', { kubernetes: '1.33' })).toHaveLength(1);
    expect(saidOf('old', { kubernetes: '1.36' })).toEqual([]);
  });
});

describe('the routes of an environment', () => {
  const controller = { namespace: 'ingress-nginx' };
  const routes = { kind: 'Ingress', className: 'nginx', controller, domain: 'example.com' } as const;
  const web = contract({ name: 'web', ports: { http: 80 } });
  const routed = stack({
    services: [web],
    environments: { base: { deployed: false }, live: { routes } },
    connections: [connection(internet, web.ports.http, 'customers', { host: 'shop' })],
  });
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } };

  /** What is found of declared routes in an environment, of a build with or without problems. */
  function missingRoutes(environment: string, problems?: { readonly problem: string }[]) {
    const build = { service: 'web', file: 'kustomization.yaml', objects: problems === undefined ? [namespace] : [] };
    const builds = { [environment]: [{ ...build, ...(problems === undefined ? {} : { problems }) }] };
    return judgeStack(routed, builds).findings.filter(({ rule }) => rule === 'declared-route');
  }

  it('are looked for among the objects of its services', () => {
    expect(missingRoutes('live')).toMatchObject([
      {
        object: 'Ingress web in web',
        problem: 'There is none for shop.example.com/, which is declared.',
        remedy: expect.stringContaining('withBaseline adds its routes'),
      },
    ]);
  });

  it('are not, of a service that was not built, nor in base without routes', () => {
    expect(missingRoutes('live', [{ problem: 'It is not built.' }])).toEqual([]);
    expect(missingRoutes('base')).toEqual([]);
  });
});

describe('the names of environments', () => {
  const environments = { base: {}, prod: {}, staging: { suffix: '-staging' }, 'eu-staging': { suffix: '-eu-staging' } };
  const shops = stack({ services: [shop], environments, connections: [] });

  /** The problem that the rule finds in a ConfigMap with this text in an environment. */
  function foundIn(environment: string, text: string): string[] {
    const metadata = { name: 'settings', namespace: 'shop' };
    const settings = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { URL: text } };
    const build = { service: 'shop', file: 'kustomization.yaml', objects: [settings] };
    const { findings } = judgeStack(shops, { [environment]: [build] });
    return findings.filter(({ rule }) => rule === 'other-environment').map(({ problem }) => problem);
  }

  it.each([
    ['eu-staging', 'db.prod.example.com', 'prod'],
    ['eu-staging', 'db-staging.example.com', 'staging'],
    ['staging', 'db-eu-staging.example.com', 'eu-staging'],
  ])('are found in an object of %s: %s', (environment, text, other) => {
    expect(foundIn(environment, text)).toEqual([`"${text}" is of the environment "${other}".`]);
  });

  it('are not found in the name of the environment itself, of which another is a part', () => {
    expect(foundIn('eu-staging', 'db-eu-staging.example.com')).toEqual([]);
  });
});

it('addresses are judged by the cluster domain of their environment', () => {
  const environments = { base: {}, eu: { clusterDomain: 'eu.example.com' } };
  const shops = stack({ services: [shop], environments, connections: [] });
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { URL: 'http://gone.shop.svc.cluster.local' },
    },
  ];
  const problemIn = (environment: string) =>
    judgeStack(shops, { [environment]: [{ service: 'shop', file: 'kustomization.yaml', objects }] }).findings.find(
      ({ rule }) => rule === 'in-stack-address',
    )?.problem;
  expect(problemIn('base')).toContain('There is no Service gone');
  expect(problemIn('eu')).toContain('The cluster domain of this environment is "eu.example.com", not "cluster.local".');
});

describe('a range of ports of a network outside', () => {
  const bank = outsideNetwork('the bank', { cidr: '203.0.113.0/24' });
  const shops = stack({
    services: [shop],
    environments: { base: {} },
    connections: [connection(shop, bank.portRange(8000, 8100), 'transfers')],
  });

  /** What is found of the traffic of the shop, whose policy lets it out to a block and a range of ports. */
  function findingsOf(cidr: string, endPort: number) {
    const pods = { matchLabels: shop.selector };
    const [deployment] = objects;
    const labelled = {
      ...deployment,
      spec: {
        ...deployment?.spec,
        selector: pods,
        template: { ...deployment?.spec?.template, metadata: { labels: shop.selector } },
      },
    };
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: {
        podSelector: pods,
        policyTypes: ['Ingress', 'Egress'],
        egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port: 8000, endPort }] }],
      },
    };
    const build = { service: 'shop', file: 'kustomization.yaml', objects: [labelled, policy] };
    const { findings } = judgeStack(shops, { base: [build] });
    const rules = ['declared-connection', 'undeclared-traffic'];
    // The policy leaves out the resolution of names.
    return findings.filter(({ rule, why }) => rules.includes(rule) && !why?.includes('name resolution'));
  }
  const foundOf = (cidr: string, endPort: number) => findingsOf(cidr, endPort).map(({ rule }) => rule);

  it('is let through whole, and nothing else', () => {
    expect(foundOf('203.0.113.0/24', 8100)).toEqual([]);
    expect(foundOf('203.0.113.0/25', 8100)).toEqual(['declared-connection']);
    expect(foundOf('203.0.113.0/24', 8099)).toEqual(['declared-connection']);
    expect(foundOf('203.0.112.0/23', 8100)).toEqual(['undeclared-traffic']);
    expect(foundOf('203.0.113.0/24', 8101)).toEqual(['undeclared-traffic']);
  });

  it('that is declared and denied was most likely not emitted yet', () => {
    expect(findingsOf('203.0.113.0/24', 8099)).toMatchObject([
      {
        remedy:
          'Emit shop again. If its policies do not derive from the map, let port 8100/TCP through in spec.egress.',
      },
    ]);
  });
});

describe('a service whose name and suffix end in the name of another environment', () => {
  const shopEu = contract({ name: 'shop-eu', ports: {} });
  const europe = stack({
    services: [shopEu],
    environments: { base: {}, staging: { suffix: '-staging' }, 'eu-staging': { suffix: '-eu-staging' } },
    connections: [],
  });
  const foundIn = (name: string) => {
    const built = [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: name } }];
    const builds = { staging: [{ service: 'shop-eu', file: 'kustomization.yaml', objects: built }] };
    return judgeStack(europe, builds).findings.filter(({ rule }) => rule === 'other-environment');
  };

  it('is of its own environment', () => {
    expect(foundIn('shop-eu-staging')).toEqual([]);
    expect(foundIn('web-eu-staging')).toHaveLength(2);
  });
});
