import { describe, expect, it } from 'vitest';
import { claimTemplate, configMap, configurationChecksum, spreadAcrossNodes, statefulSet } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf({ workload: 'StatefulSet', ports: { db: { port: 5432, services: ['orders', 'orders-pods'] } } });
const OPTIONS = { serviceName: 'orders-pods', container: { image: 'orders:1' } };

describe('a StatefulSet', () => {
  it('has the service’s name, its headless Service by the name in the environment, and its own pods', () => {
    const made = statefulSet(env, { replicas: 3, ...OPTIONS });
    expect(made).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'orders', labels: ORDERS },
      spec: {
        serviceName: 'orders-pods-staging',
        replicas: 3,
        selector: { matchLabels: ORDERS },
        template: { metadata: { labels: ORDERS }, spec: { affinity: spreadAcrossNodes(env) } },
      },
    });
  });

  it('has no field that nobody gave', () => {
    expect(Object.keys(statefulSet(env, OPTIONS).spec ?? {})).toEqual(['serviceName', 'selector', 'template']);
  });

  it('takes its claims and its policies by the names of the API', () => {
    const policies = {
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } },
      persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
      ordinals: { start: 1 },
    } as const;
    const claims = [claimTemplate('data', { storage: '10Gi' })];
    const { spec } = statefulSet(env, { ...OPTIONS, ...policies, claimTemplates: claims });
    expect(spec).toMatchObject({ ...policies, volumeClaimTemplates: claims });
  });

  it('rolls its pods when its ConfigMap changes', () => {
    const config = configMap(env, { LEVEL: 'info' });
    const { spec } = statefulSet(env, { ...OPTIONS, config });
    expect(spec?.template.metadata?.annotations).toEqual(configurationChecksum(config));
  });
});
