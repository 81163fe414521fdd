import { describe, expect, it } from 'vitest';
import { configMap, configurationChecksum, daemonSet } from './index.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf({ workload: 'DaemonSet' });
const container = { image: 'orders:1' };

describe('a DaemonSet', () => {
  it('has the service’s name and its own pods, which nothing spreads: each node has one', () => {
    const made = daemonSet(env, { container });
    expect(made).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'orders', labels: ORDERS },
      spec: { selector: { matchLabels: ORDERS }, template: { metadata: { labels: ORDERS } } },
    });
    expect(Object.keys(made.spec ?? {})).toEqual(['selector', 'template']);
    expect(made.spec?.template.spec).not.toHaveProperty('affinity');
  });

  it.each([2, '10%'])('is updated on %s of the nodes at once', (maxUnavailable) => {
    expect(daemonSet(env, { container, maxUnavailable }).spec?.updateStrategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable },
    });
  });

  it('rolls its pods when its ConfigMap changes', () => {
    const config = configMap(env, { LEVEL: 'info' });
    const { spec } = daemonSet(env, { container, config });
    expect(spec?.template.metadata?.annotations).toEqual(configurationChecksum(config));
  });
});
