import { contract, stack } from '@k8s-blocks/topology';
import { expect, it } from 'vitest';
import { type AppEnvironment, app } from './index.ts';

const payments = contract({ name: 'payments', ports: {} });
const map = stack({
  services: [payments],
  environments: {
    base: { values: { region: 'eu-1', zones: 3 } },
    staging: { values: { region: 'eu-2', zones: 3 } },
  },
  connections: [],
});
type Values = typeof map.environments.base.values;

/** A function of another file, which names the type of what it is given. */
function configMap({ values: { region, zones } }: AppEnvironment<object, Values>) {
  const data = { REGION: region.toUpperCase(), ZONES: zones.toFixed() };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data };
}

const files = app(map, payments, {
  settings: { base: {}, staging: {} },
  annotations: ({ values }) => ({ region: values.region }),
  manifests: (env) => ({ 'config.yaml': configMap(env) }),
}).tree();

it('the values of the environment are read by manifests and annotations, with their types', () => {
  expect(files.get('base/config.yaml')).toContain('REGION: EU-1\n');
  expect(files.get('overlays/staging/kustomization.yaml')).toContain('REGION: EU-2\n');
  expect(files.get('overlays/staging/kustomization.yaml')).toContain('region: eu-2\n');
});

it('a value that is the same in base is not pinned: the overlay does not repeat it', () => {
  expect(files.get('base/config.yaml')).toContain("ZONES: '3'\n");
  expect(files.get('overlays/staging/kustomization.yaml')).not.toContain('ZONES');
});

it('a value that the environments do not have does not compile', () => {
  app(map, payments, {
    settings: { base: {}, staging: {} },
    // @ts-expect-error: the environments have no value of that name.
    manifests: ({ values }) => ({ 'config.yaml': configMap(values.country) }),
  });
  expect.assertions(0);
});
