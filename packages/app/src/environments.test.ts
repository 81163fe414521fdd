import { connection, contract, declaredTraffic, providedSecrets, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { builtAsSaid } from './built-as-said.test-helper.ts';
import { app, omitted } from './index.ts';
import { problemsOf } from './problems-of.test-helper.ts';

const shop = contract({ name: 'shop', ports: { http: 8080 } });
/** Loads the shop, in staging alone. */
const loader = contract({
  name: 'loader',
  ports: {},
  secrets: { TOKEN: 'REPLACE_WITH_TOKEN' },
  environments: ['staging'],
});
const map = stack({
  services: [shop, loader],
  environments: {
    base: {},
    staging: { suffix: '-staging', secretsProvided: true },
    production: { secretsProvided: true },
  },
  connections: [connection(loader, shop.ports.http, 'to load it')],
});

const configMap = (name: string, data: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

describe('a service that is deployed in some environments only', () => {
  const loaderApp = app(map, loader, {
    settings: { base: { rate: '1' }, staging: { rate: '2' } },
    manifests: (env) => ({
      'configmap.yaml': configMap('loader', { rate: env.settings.rate, url: env.address(shop.ports.http) }),
    }),
  });

  it('has an overlay in these, and the base that they are made of', async () => {
    expect([...loaderApp.tree().keys()].filter((path) => path.endsWith('kustomization.yaml'))).toEqual([
      'kustomization.yaml',
      'base/kustomization.yaml',
      'overlays/staging/kustomization.yaml',
    ]);
    const staging = await builtAsSaid(loaderApp, 'staging');
    expect(staging.object('ConfigMap', 'loader-staging').data).toEqual({
      rate: '2',
      url: 'shop-staging.shop-staging.svc.cluster.local:8080',
    });
  });

  it('is in the start order, the traffic and the provided Secrets of these', () => {
    const names = (environment: 'base' | 'staging' | 'production') =>
      map.servicesIn(environment).map(({ name }) => name);
    expect([names('base'), names('staging'), names('production')]).toEqual([['shop'], ['shop', 'loader'], ['shop']]);
    const callers = (environment: 'base' | 'staging' | 'production') =>
      declaredTraffic(map, environment).map(({ from }) => JSON.stringify(from));
    expect(callers('staging').filter((caller) => caller.includes('loader'))).toHaveLength(2);
    expect(callers('production').filter((caller) => caller.includes('loader'))).toEqual([]);
    expect(providedSecrets(map, 'staging')).toHaveLength(1);
    expect(providedSecrets(map, 'production')).toEqual([]);
  });

  it('is let in by others in these alone', () => {
    expect(map.serviceIn(shop, 'staging').incoming()).toHaveLength(1);
    expect(map.serviceIn(shop, 'production').incoming()).toEqual([]);
    expect(() => map.serviceIn(loader, 'production')).toThrow('loader is not deployed there.');
  });

  it('has no settings in others', () => {
    const definition = { settings: { base: {}, staging: {}, production: {} }, manifests: () => ({}) };
    expect(() => app(map, loader, definition).tree()).toThrow('The stack has no environment "production".');
  });
});

it('an environment in which a service has nothing is refused, unless its contract says so', () => {
  const empty = app(map, shop, {
    settings: { base: {}, staging: {}, production: {} },
    manifests: (env) => ({ 'a.yaml': env.name === 'production' ? omitted('Not there.') : configMap('a') }),
  });
  expect(problemsOf(() => empty.tree())).toEqual([
    {
      service: 'shop',
      environment: 'production',
      problem: 'The service has no objects there, and the map deploys it there.',
      remedy: "Name its environments in its contract: environments: ['base', 'staging'].",
    },
  ]);
});

it.each([
  ['unknown', ['stagin'], 'There is no environment "stagin".'],
  ['none', [], 'It is deployed in no environment.'],
])('a map is refused whose contract names environments that are %s', (_, environments, problem) => {
  const service = contract({ name: 'a', ports: {}, environments });
  const wrong = () => stack({ services: [service], environments: { base: {}, staging: {} }, connections: [] });
  expect(problemsOf(wrong)).toMatchObject([{ service: 'a', field: 'environments', problem }]);
});

it('a map is refused that declares a connection where one of its ends is not deployed', () => {
  const connections = [connection(loader, shop.ports.http, 'to load it', { environments: ['production'] })];
  const environments = { base: {}, staging: {}, production: {} };
  const wrong = () => stack({ services: [shop, loader], environments, connections });
  expect(problemsOf(wrong)).toMatchObject([{ problem: '"loader" is not deployed in production.' }]);
});
