import { describe, expect, it } from 'vitest';
import { service, serviceMonitor } from './index.ts';
import { payments } from './payments.test-helper.ts';
import { ORDERS, serviceOf } from './service-of.test-helper.ts';

const env = serviceOf({ ports: { metrics: 9100, gossip: { port: 7000, services: [] } } });
const { metrics, gossip } = env.contract.ports;

function portOf(port: typeof metrics) {
  if (port === undefined) throw new Error('The contract has no such port.');
  return port;
}

describe('a ServiceMonitor', () => {
  it('selects the Service of the service, and its port by name', () => {
    expect(serviceMonitor(env, portOf(metrics))).toEqual({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'orders', labels: ORDERS },
      spec: { selector: { matchLabels: service(env).metadata?.labels }, endpoints: [{ port: 'metrics' }] },
    });
  });

  it('takes path and interval, the component of the Service, and the labels by which it is selected itself', () => {
    const options = { path: '/stats', interval: '30s', component: 'stats', labels: { release: 'prometheus' } };
    expect(serviceMonitor(env, portOf(metrics), options)).toMatchObject({
      metadata: { labels: { ...ORDERS, release: 'prometheus' } },
      spec: {
        selector: { matchLabels: { ...ORDERS, 'app.kubernetes.io/component': 'stats' } },
        endpoints: [{ port: 'metrics', path: '/stats', interval: '30s' }],
      },
    });
  });

  it('is refused for a port of another service, and for one on no Service', () => {
    const place = /^orders › staging › ServiceMonitor orders › spec\.endpoints\[0\]\.port\n/;
    expect(() => serviceMonitor(env, payments.ports.http)).toThrow(place);
    expect(() => serviceMonitor(env, payments.ports.http)).toThrow('Port "http" is one of payments.');
    expect(() => serviceMonitor(env, portOf(gossip))).toThrow('Port "gossip" is on no Service');
  });
});
