import { app } from '@k8s-blocks/app';
import { configMap, containerPorts, deployment, service } from '@k8s-blocks/objects';
import { httpGet, probes } from '@k8s-blocks/probes';
import type { Contract } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { catalog, database, indexer, map, orders, payments, web } from '../../../examples/shop/src/map.ts';
import { refusalOf } from './refused.test-helper.ts';
import { appOf } from './shop-app.test-helper.ts';

const container = { image: 'registry.shop.example.com/web:7.4.0' };
const EVERYWHERE = 'base, dev, staging, prod-eu, prod-us';

describe('a misspelt name in an app of the shop', () => {
  it('of a port in an address is refused', async () => {
    const problems = await refusalOf(
      appOf(indexer, (env) => ({
        // @ts-expect-error: the port is grpc.
        'configmap.yaml': configMap(env, { CATALOG: env.address(catalog.ports.grcp) }),
      })),
    );
    expect(problems).toMatchObject([
      { service: 'indexer', environment: EVERYWHERE, object: 'contract catalog', field: 'ports.grcp' },
    ]);
  });

  it('of a value of the environment is refused', async () => {
    const problems = await refusalOf(
      appOf(indexer, (env) => ({
        // @ts-expect-error: the value is region.
        'configmap.yaml': configMap(env, { REGION: env.values.regoin }),
      })),
    );
    expect(problems).toMatchObject([
      { service: 'indexer', environment: EVERYWHERE, field: 'values.regoin', remedy: 'Did you mean "region"?' },
    ]);
  });

  it('of a workload is refused', async () => {
    const problems = await refusalOf(
      appOf(orders, (env) => ({
        // @ts-expect-error: the workload is worker.
        'worker.yaml': deployment(env.of(orders.workloads.wroker), { replicas: 1, container }),
      })),
    );
    expect(problems).toMatchObject([
      { service: 'orders', field: 'workloads.wroker', remedy: 'Did you mean "worker"?' },
    ]);
  });

  it('of a port of a container is refused', async () => {
    const problems = await refusalOf(
      appOf(catalog, (env) => ({
        // @ts-expect-error: the port is grpc.
        'deployment.yaml': deployment(env, { container: { ...container, ports: containerPorts(catalog, ['grcp']) } }),
      })),
    );
    expect(problems).toMatchObject([{ service: 'catalog', environment: EVERYWHERE, field: 'ports.grcp' }]);
  });

  it('of a port of a probe is refused', async () => {
    const problems = await refusalOf(
      appOf(web, (env) => {
        // @ts-expect-error: the port is http.
        const probed = probes(web.ports, httpGet({ port: 'htpp', path: '/health' }), { readiness: {} });
        return { 'deployment.yaml': deployment(env, { replicas: 1, container: { ...container, ...probed } }) };
      }),
    );
    expect(problems).toMatchObject([
      {
        service: 'web',
        environment: EVERYWHERE,
        field: 'readinessProbe.httpGet.port',
        problem: 'The container has no TCP port "htpp".',
        remedy: 'Give one of those that it has: "http" (8080).',
      },
    ]);
  });

  it('of a Service of a port is refused', async () => {
    const options = { name: 'database-pod', component: 'pods', headless: true };
    const problems = await refusalOf(appOf(database, (env) => ({ 'service.yaml': service(env, options) })));
    expect(problems).toMatchObject([
      {
        service: 'database',
        object: 'Service database-pod',
        field: 'spec.ports',
        remedy: 'It offers ports on "database", "database-pods".',
      },
    ]);
  });
});

describe('the settings of an app of the shop', () => {
  const manifests = () => ({});

  it('are refused with a misspelt row', async () => {
    const settings = { base: {}, dev: {}, stagign: {}, prod: {} };
    // @ts-expect-error: the row is staging.
    const problems = await refusalOf(app(map, web, { settings, manifests }));
    expect(problems).toMatchObject([{ service: 'web', field: 'settings.stagign', remedy: 'Did you mean "staging"?' }]);
  });

  it('are refused without a row', async () => {
    const settings = { base: {}, dev: {}, staging: {} };
    // @ts-expect-error: the row prod is missing.
    const problems = await refusalOf(app(map, web, { settings, manifests }));
    expect(problems).toMatchObject([
      { service: 'web', environment: 'prod-eu, prod-us', field: 'settings', problem: 'There is no row "prod".' },
    ]);
  });

  it('are refused with a misspelt setting', async () => {
    const settings = { base: { replicas: 2 }, dev: { replicsa: 1 }, staging: {}, prod: {} };
    // @ts-expect-error: the setting is replicas.
    const problems = await refusalOf(app(map, web, { settings, manifests }));
    expect(problems).toMatchObject([
      {
        service: 'web',
        field: 'settings.dev.replicsa',
        problem: 'Base has no setting "replicsa".',
        remedy: 'Did you mean "replicas"?',
      },
    ]);
  });
});

describe('an address in an app of the shop', () => {
  it('of a service that it does not call is refused', async () => {
    const problems = await refusalOf(
      appOf(web, (env) => ({ 'configmap.yaml': configMap(env, { DATABASE: env.address(database.ports.postgres) }) })),
    );
    expect(problems).toMatchObject([
      {
        service: 'web',
        environment: EVERYWHERE,
        problem: 'web has no declared connection to database:5432 (postgres).',
        remedy: "Declare it on the map: connection(web, …, 'why').",
      },
    ]);
  });

  it.each<[Contract, string, string, string]>([
    [catalog, 'shop.redis.example.org:6380', 'shop.redis.example.org on port 6380', 'mean "shop.redis.example.com"?'],
    [catalog, 'shop.redis.example.com:6379', 'port 6379', 'Declare it on the map'],
    [payments, '203.0.113.200:443', 'port 443', 'Declare it on the map'],
  ])('outside that is not declared is refused: %o', async (contract, address, to, remedy) => {
    const problems = await refusalOf(
      appOf(contract, (env) => ({ 'configmap.yaml': configMap(env, { ADDRESS: env.outsideAddress(address) }) })),
    );
    const problem = expect.stringContaining(`has no declared connection to ${to}`);
    expect(problems).toMatchObject([
      { service: contract.name, environment: EVERYWHERE, problem, remedy: expect.stringContaining(remedy) },
    ]);
  });
});
