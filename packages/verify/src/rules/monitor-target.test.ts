import { describe, expect, it } from 'vitest';
import { found, type Json, messagesOf, object, shopWith } from '../testing.ts';

const RULE = 'monitor-target';
const named = shopWith(
  'Service shop',
  'metadata.labels',
  { app: 'shop' },
  shopWith('Service shop', 'spec.ports', [{ name: 'web', port: 80, targetPort: 'http' }]),
);
const monitor = (kind: string, spec: Json) => [
  ...named,
  object('monitoring.coreos.com/v1', kind, 'mall', 'shop', { spec }),
];
const selector = { matchLabels: { app: 'shop' } };
const endpoints = [{ port: 'web' }];

describe('a monitor', () => {
  it.each([
    ['a Service with the port', monitor('ServiceMonitor', { selector, endpoints })],
    ['a Service by a port of its pods', monitor('ServiceMonitor', { selector, endpoints: [{ targetPort: 8080 }] })],
    ['every Service', monitor('ServiceMonitor', { selector: {}, endpoints })],
    ['pods with the port', monitor('PodMonitor', { selector, podMetricsEndpoints: [{ port: 'http' }] })],
    [
      'what is in a namespace outside',
      monitor('ServiceMonitor', { selector: {}, endpoints, namespaceSelector: { matchNames: ['other'] } }),
    ],
    ['what is in any namespace', monitor('ServiceMonitor', { selector, namespaceSelector: { any: true } })],
  ])('that selects %s is right', (_, objects) => {
    expect(found(RULE, objects)).toEqual([]);
  });

  it.each([
    [
      'no Service',
      monitor('ServiceMonitor', { selector: { matchLabels: { app: 'shp' } }, endpoints }),
      'ServiceMonitor shop in mall › spec.selector',
    ],
    [
      'no Service of the namespace that it names',
      monitor('ServiceMonitor', { selector, endpoints, namespaceSelector: { matchNames: ['bank'] } }),
      'ServiceMonitor shop in mall › spec.selector',
    ],
    [
      'a Service by the name of the port of its pods',
      monitor('ServiceMonitor', { selector, endpoints: [...endpoints, { port: 'http' }] }),
      'ServiceMonitor shop in mall › spec.endpoints[1].port',
    ],
    [
      'pods without the port',
      monitor('PodMonitor', { selector, podMetricsEndpoints: [{ port: 'web' }] }),
      'PodMonitor shop in mall › spec.podMetricsEndpoints[0].port',
    ],
  ])('that selects %s is wrong', (_, objects, field) => {
    expect(found(RULE, objects)).toEqual([field]);
  });

  it('without a map may select what is not built, where the build has none in its namespace', () => {
    const alone = monitor('ServiceMonitor', { selector, endpoints }).filter(({ kind }) => kind !== 'Service');
    const severities = (objects: readonly Json[]) =>
      messagesOf(RULE, objects, { connections: undefined } as object).map((each) => each.split(':')[0]);
    expect(severities(alone)).toEqual(['warning']);
    expect(severities(monitor('ServiceMonitor', { selector: { matchLabels: { app: 'x' } }, endpoints }))).toEqual([
      'error',
    ]);
  });

  it('is told the ports that there are', () => {
    expect(messagesOf(RULE, monitor('ServiceMonitor', { selector, endpoints: [{ port: 'metrics' }] }))).toEqual([
      'error: No Service that it selects has a port named "metrics". Prometheus reads nothing there, and says nothing about it. Use one of "web".',
    ]);
  });
});
