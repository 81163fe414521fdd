import { describe, expect, it } from 'vitest';
import { shopAnd } from '../routes.test-helper.ts';
import { found, type Json, messagesOf, object, shopWith } from '../testing.ts';

const SCRAPED = { namespace: 'mall', name: 'shop', port: 'http', services: ['shop'], pods: { app: 'shop' } };
const declared = { scrapedPorts: [SCRAPED] };

function serviceMonitor(spec: Json, namespace = 'mall'): Json {
  return object('monitoring.coreos.com/v1', 'ServiceMonitor', namespace, 'shop', { spec });
}

const labelled = shopWith('Service shop', 'metadata.labels', { app: 'shop' });
const OF_SHOP = { selector: { matchLabels: { app: 'shop' } } };

describe('a port that is declared to be scraped', () => {
  it('is read by a ServiceMonitor', () => {
    const right = { ...OF_SHOP, endpoints: [{ port: 'http' }] };
    expect(found('declared-scrape', [...labelled, serviceMonitor(right)], declared)).toEqual([]);
    const elsewhere = { ...right, namespaceSelector: { matchNames: ['mall'] } };
    expect(found('declared-scrape', [...labelled, serviceMonitor(elsewhere, 'monitoring')], declared)).toEqual([]);
  });

  it('is read by a PodMonitor', () => {
    const spec = { ...OF_SHOP, podMetricsEndpoints: [{ port: 'http' }] };
    const monitor = object('monitoring.coreos.com/v1', 'PodMonitor', 'mall', 'shop', { spec });
    expect(found('declared-scrape', shopAnd(monitor), declared)).toEqual([]);
  });

  it('is not read by a monitor of another port', () => {
    const stack = [...labelled, serviceMonitor({ ...OF_SHOP, endpoints: [{ port: 'grpc' }] })];
    expect(found('declared-scrape', stack, declared)).toEqual(['ServiceMonitor shop in mall › spec.endpoints']);
    expect(messagesOf('declared-scrape', stack, declared)).toEqual([expect.stringContaining('Write port: http')]);
  });

  it('is not read without a monitor', () => {
    expect(messagesOf('declared-scrape', labelled, declared)).toEqual([
      expect.stringMatching(/^warning: There is none for port http, .*Emit the app again/),
    ]);
    expect(found('declared-scrape', labelled, declared)).toEqual(['ServiceMonitor shop in mall']);
    expect(found('declared-scrape', labelled, { scrapedPorts: [{ ...SCRAPED, services: [] }] })).toEqual([
      'PodMonitor shop in mall',
    ]);
  });
});
