import { connection, contract, outsideNamespace, type Scrape, stack } from '@k8s-blocks/topology';
import { describe, expect, it } from 'vitest';
import { podMonitor, service, serviceMonitor, withBaseline } from './index.ts';

const shop = contract({
  name: 'shop',
  ports: { web: 80, metrics: 9100, jvm: 9200, gossip: { port: 7, services: [] } },
});
const prometheus = outsideNamespace('monitoring');
type Ports = keyof typeof shop.ports;

/** The baseline of the shop in staging, of which some ports are scraped. */
function baseline(...scraped: [Ports, Scrape][]) {
  const map = stack({
    services: [shop],
    environments: { base: {}, staging: { suffix: '-staging', monitoring: { labels: { release: 'prometheus' } } } },
    connections: scraped.map(([port, scrape], index) =>
      connection(outsideNamespace(`monitoring-${index}`), shop.ports[port], 'metrics', { scrape }),
    ),
  });
  const env = map.serviceIn(shop, 'staging');
  return { env, files: withBaseline(env, { replicas: 2, files: { 'service.yaml': service(env) } }) };
}

const labels = { release: 'prometheus' };

describe('a port that a Prometheus scrapes', () => {
  it('has a ServiceMonitor in the baseline, with the labels by which the environment selects it', () => {
    const scrape = { path: '/stats', interval: '1m30s' };
    const { env, files } = baseline(['metrics', scrape]);
    expect(files['servicemonitor.yaml']).toEqual([serviceMonitor(env, shop.ports.metrics, { ...scrape, labels })]);
    expect(Object.keys(files)).not.toContain('podmonitor.yaml');
  });

  it('has an endpoint of the one ServiceMonitor, of several, and one for each way in which it is read', () => {
    const { env, files } = baseline(['metrics', {}], ['jvm', { interval: '30s' }], ['metrics', {}]);
    expect(files['servicemonitor.yaml']).toEqual([
      {
        ...serviceMonitor(env, shop.ports.metrics, { labels }),
        spec: {
          selector: { matchLabels: service(env).metadata?.labels },
          endpoints: [{ port: 'metrics' }, { port: 'jvm', interval: '30s' }],
        },
      },
    ]);
  });

  it('has a PodMonitor where it is on no Service', () => {
    const { env, files } = baseline(['gossip', {}], ['metrics', {}]);
    expect(files['podmonitor.yaml']).toEqual([podMonitor(env, shop.ports.gossip, { labels })]);
    expect(podMonitor(env, shop.ports.gossip, { interval: '30s' })).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      metadata: { name: 'shop' },
      spec: { selector: { matchLabels: shop.selector }, podMetricsEndpoints: [{ port: 'gossip', interval: '30s' }] },
    });
    expect(Object.keys(files)).toContain('servicemonitor.yaml');
  });

  it.each<[string, object, string]>([
    ['a path without slash', { path: 'stats' }, '"stats" does not begin with a slash.'],
    ['an interval without unit', { interval: '30' }, '"30" is not a duration of Prometheus.'],
    ['an interval of another order', { interval: '30s1m' }, '"30s1m" is not a duration of Prometheus.'],
  ])('is refused with %s', (_, scrape, problem) => {
    expect(() => connection(prometheus, shop.ports.metrics, 'metrics', { scrape })).toThrow(problem);
  });
});
