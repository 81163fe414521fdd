import { contract, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { builtAsSaid } from './built-as-said.test-helper.ts';
import { app } from './index.ts';
import { problemsOf } from './problems-of.test-helper.ts';

const shop = contract({ name: 'shop', ports: {} });
const map = stack({
  services: [shop],
  environments: {
    base: { values: { region: 'none' } },
    staging: { suffix: '-staging', values: { region: 'eu-1' } },
    prod: { production: true, regions: { eu: { values: { region: 'eu-1' } }, us: { values: { region: 'us-2' } } } },
  },
  connections: [],
});

const base = { level: 'info', replicas: '1', limit: '10' };
const manifests = (env: { settings: typeof base; values: { region: string } }) => ({
  'configmap.yaml': {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'shop' },
    data: { ...env.settings, region: env.values.region },
  },
});

describe('an app in the regions of an environment', () => {
  const shopApp = app(map, shop, {
    settings: {
      base,
      staging: {},
      prod: { level: 'warn', replicas: '3', limit: '10' },
      'prod-us': { replicas: '5' },
    },
    manifests,
  });

  it('has the settings of its row, and of the region’s own one', async () => {
    const dataIn = async (environment: string) =>
      (await builtAsSaid(shopApp, environment)).object('ConfigMap', 'shop').data;
    expect(await dataIn('prod-eu')).toEqual({ level: 'warn', replicas: '3', limit: '10', region: 'eu-1' });
    expect(await dataIn('prod-us')).toEqual({ level: 'warn', replicas: '5', limit: '10', region: 'us-2' });
  });

  it('has an overlay for each, which pins what the row says as base does', () => {
    const tree = shopApp.tree();
    expect([...tree.keys()].filter((path) => path.endsWith('kustomization.yaml'))).toEqual([
      'kustomization.yaml',
      'base/kustomization.yaml',
      'overlays/staging/kustomization.yaml',
      'overlays/prod-eu/kustomization.yaml',
      'overlays/prod-us/kustomization.yaml',
    ]);
    const overlay = (region: string, replicas: number, value: string) => `# shop in prod-${region}: namespace shop.
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: shop
resources:
  - ../../base
patches:
  - patch: |-
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: shop
      data:
        level: warn
        replicas: '${replicas}'
        limit: '10'
        region: ${value}
`;
    expect(tree.get('overlays/prod-eu/kustomization.yaml')).toBe(overlay('eu', 3, 'eu-1'));
    expect(tree.get('overlays/prod-us/kustomization.yaml')).toBe(overlay('us', 5, 'us-2'));
  });

  it('may have a row for each region instead', () => {
    const settings = { base, staging: {}, 'prod-eu': {}, 'prod-us': { level: 'warn' } };
    // @ts-expect-error: types ask for the row of the environment, which is one for all regions.
    const each = app(map, shop, { settings, manifests });
    expect(each.resources()['prod-us']).toMatchObject([{ data: { level: 'warn' } }]);
  });

  it('does not compile, and is refused, where a row is missing or misspelt', () => {
    // @ts-expect-error: the row prod is missing.
    const short = app(map, shop, { settings: { base, staging: {} }, manifests });
    expect(problemsOf(short.layers)).toEqual([
      {
        service: 'shop',
        environment: 'prod-eu, prod-us',
        field: 'settings',
        problem: 'There is no row "prod".',
        remedy: 'Add "prod: {}" if nothing differs from base there.',
      },
    ]);
    // @ts-expect-error: there is no such region.
    const long = app(map, shop, { settings: { base, staging: {}, prod: {}, 'prod-asia': {} }, manifests });
    expect(problemsOf(long.layers)).toMatchObject([
      { field: 'settings.prod-asia', problem: 'The stack has no environment "prod-asia".' },
    ]);
    // @ts-expect-error: base has no setting of that name.
    app(map, shop, { settings: { base, staging: {}, prod: {}, 'prod-us': { replica: '2' } }, manifests });
    // @ts-expect-error: the row prod is misspelt.
    const misspelt = app(map, shop, { settings: { base, staging: {}, prd: {} }, manifests });
    expect(problemsOf(misspelt.layers)).toMatchObject([{ field: 'settings.prd', remedy: 'Did you mean "prod"?' }]);
  });

  it('has rows for the environments that its contract names, by the name for all regions', () => {
    const tax = contract({ name: 'tax', ports: {}, environments: ['prod'] });
    const environments = { base: {}, staging: {}, prod: { regions: { eu: {}, us: {} } } };
    const taxes = stack({ services: [tax], environments, connections: [] });
    const files = () => ({ 'a.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } } });
    const only = app(taxes, tax, { settings: { base: {}, prod: {} }, manifests: files });
    expect(Object.keys(only.layers())).toEqual(['base', 'prod-eu', 'prod-us']);
    const inEurope = contract({ name: 'vat', ports: {}, environments: ['prod-eu'] });
    const vats = stack({ services: [inEurope], environments, connections: [] });
    const one = app(vats, inEurope, { settings: { base: {}, 'prod-eu': {} }, manifests: files });
    expect(Object.keys(one.layers())).toEqual(['base', 'prod-eu']);
    // @ts-expect-error: the service is not deployed in staging.
    const more = app(taxes, tax, { settings: { base: {}, staging: {}, prod: {} }, manifests: files });
    expect(more.layers).toThrow('The stack has no environment "staging".');
  });
});
