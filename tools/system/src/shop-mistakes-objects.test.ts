import {
  claimTemplate,
  containerPorts,
  cronJob,
  deployment,
  externalSecret,
  fromSecret,
  horizontalPodAutoscaler,
  sealedSecret,
  serviceContainer,
  statefulSet,
  withBaseline,
} from '@k8s-blocks/objects';
import { describe, expect, it } from 'vitest';
import { catalog, database, orders, payments, web } from '../../../examples/shop/src/map.ts';
import { ordersLogin, signingKey } from '../../../examples/shop/src/secrets.ts';
import { refusalOf } from './refused.test-helper.ts';
import { appOf } from './shop-app.test-helper.ts';

const container = { image: 'registry.shop.example.com/web:7.4.0' };
const EVERYWHERE = 'base, dev, staging, prod-eu, prod-us';

describe('an object of an app of the shop', () => {
  it.each([
    [{ schedule: '0 25 * * *' }, 'spec.schedule', '"25" is not a valid hour (0-23).'],
    [{ schedule: '0 3 * * *', timeZone: 'Europe/Berlni' }, 'spec.timeZone', '"Europe/Berlni" is not a time zone.'],
  ])('is refused with a wrong time: %j', async (time, field, problem) => {
    const problems = await refusalOf(
      appOf(orders, (env) => ({ 'report.yaml': cronJob(env.of(orders.workloads.report), { ...time, container }) })),
    );
    const object = 'CronJob orders-report';
    expect(problems).toMatchObject([
      { service: 'orders', environment: EVERYWHERE, object, field, problem: expect.stringContaining(problem) },
    ]);
  });

  it('is refused with replicas beside an autoscaler', async () => {
    const scaling = { minReplicas: 2, maxReplicas: 4, utilization: { cpu: 70 } };
    const problems = await refusalOf(
      appOf(catalog, (env) =>
        withBaseline(env, {
          files: {
            'deployment.yaml': deployment(env, { replicas: 2, container }),
            'autoscaler.yaml': horizontalPodAutoscaler(env, scaling),
          },
        }),
      ),
    );
    expect(problems).toMatchObject([
      {
        service: 'catalog',
        environment: EVERYWHERE,
        object: 'Deployment catalog',
        field: 'spec.replicas',
        problem: 'It says 2, and HorizontalPodAutoscaler catalog has their number.',
        remedy: 'Leave replicas out.',
      },
    ]);
  });

  it('is refused with more pods at least than at most', async () => {
    const scaling = { minReplicas: 5, maxReplicas: 2, utilization: { cpu: 70 } };
    const problems = await refusalOf(
      appOf(catalog, (env) => ({ 'autoscaler.yaml': horizontalPodAutoscaler(env, scaling) })),
    );
    expect(problems).toMatchObject([
      { service: 'catalog', object: 'HorizontalPodAutoscaler catalog', field: 'spec.maxReplicas' },
    ]);
  });

  it('is refused with a port that two containers have', async () => {
    const problems = await refusalOf(
      appOf(catalog, (env) => {
        const exporter = { name: 'exporter', image: container.image, ports: containerPorts(catalog, ['grpc']) };
        return {
          'deployment.yaml': deployment(env, { container, pod: { containers: [serviceContainer(env, exporter)] } }),
        };
      }),
    );
    expect(problems).toMatchObject([
      {
        service: 'catalog',
        object: 'Deployment catalog',
        field: 'containers["exporter"].ports',
        problem: 'The containers "catalog" and "exporter" both have port 9000/TCP.',
      },
    ]);
  });

  it('is refused with a Secret that the contract does not list', async () => {
    const problems = await refusalOf(
      appOf(web, (env) => {
        const envFrom = [fromSecret(env, ordersLogin)];
        return { 'deployment.yaml': deployment(env, { replicas: 1, container: { ...container, envFrom } }) };
      }),
    );
    expect(problems).toMatchObject([
      { service: 'web', object: 'Secret orders-database', problem: expect.stringContaining('otherSecrets') },
    ]);
  });

  it('is refused with a key of a Secret that is not declared', async () => {
    const encryptedData = { 'signing.kye': 'AgA' };
    const problems = await refusalOf(
      appOf(payments, (env) => ({ 'sealedsecret.yaml': sealedSecret(env, { secret: signingKey, encryptedData }) })),
    );
    expect(problems).toMatchObject([
      {
        service: 'payments',
        object: 'SealedSecret bank-signing-key',
        field: 'spec.encryptedData',
        remedy: 'Give those that it is declared with: "signing.key".',
      },
    ]);
  });

  it('is refused where another kind of object makes its Secret', async () => {
    const options = { secret: signingKey, store: { name: 'vault' }, from: 'shop/bank' };
    const problems = await refusalOf(
      appOf(payments, (env) => ({ 'externalsecret.yaml': externalSecret(env, options) })),
    );
    expect(problems).toMatchObject([
      { service: 'payments', object: 'ExternalSecret bank-signing-key', remedy: expect.stringContaining('madeBy') },
    ]);
  });

  it('is refused with a mount of a volume that is not there', async () => {
    const volumeMounts = [{ name: 'tmp', mountPath: '/tmp' }];
    const problems = await refusalOf(
      appOf(web, (env) => ({ 'd.yaml': deployment(env, { replicas: 1, container: { ...container, volumeMounts } }) })),
    );
    const field = 'spec.template.spec.containers[0].volumeMounts[0].name';
    expect(problems).toContainEqual(
      expect.objectContaining({
        service: 'web',
        object: 'Deployment web',
        field,
        problem: '"tmp" is not a volume of the pod.',
      }),
    );
  });

  it('is refused with a size that is no quantity', async () => {
    const problems = await refusalOf(
      appOf(database, (env) => ({
        'statefulset.yaml': statefulSet(env, {
          replicas: 1,
          serviceName: 'database-pods',
          claimTemplates: [claimTemplate('data', { storage: '10GB' })],
          container: { ...container, volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        }),
      })),
    );
    const field = 'spec.volumeClaimTemplates[0].spec.resources.requests.storage';
    expect(problems).toContainEqual(
      expect.objectContaining({ service: 'database', object: 'StatefulSet database', field }),
    );
  });

  it('is refused with the namespace of base', async () => {
    const problems = await refusalOf(
      appOf(web, () => ({
        'configmap.yaml': { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web-files', namespace: 'web' } },
      })),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({
        service: 'web',
        environment: 'staging',
        object: 'ConfigMap web-files',
        field: 'metadata.namespace',
        problem: '"web" is the namespace of base; here it is "stg-web".',
      }),
    );
  });

  it('is refused where the contract declares another kind of workload', async () => {
    const report = orders.workloads.report;
    const problems = await refusalOf(
      appOf(orders, (env) => ({ 'report.yaml': deployment(env.of(report), { replicas: 1, container }) })),
    );
    expect(problems).toContainEqual(expect.objectContaining({ service: 'orders', object: 'Deployment orders-report' }));
  });
});
