import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a setting of a port', () => {
  it('is a port of the pod', () => {
    expect(found('port-setting', shopWith('ConfigMap settings', 'data.HTTP_PORT', '8081'))).toEqual([
      'ConfigMap settings in mall › data.HTTP_PORT',
    ]);
  });
  it('is, among the ports of the pod, the one that it is named after', () => {
    const ports = [
      { name: 'http', containerPort: 8080 },
      { name: 'admin', containerPort: 8081 },
    ];
    const offering = shopWith('Deployment shop', 'pod.containers.0.ports', ports);
    const withSetting = (key: string, value: string) =>
      found('port-setting', shopWith('ConfigMap settings', `data.${key}`, value, offering));
    expect(withSetting('HTTP_PORT', '8081')).toEqual(['ConfigMap settings in mall › data.HTTP_PORT']);
    expect(withSetting('ADMIN_API_PORT', '8081')).toEqual([]);
    expect(withSetting('METRICS_PORT', '8081')).toEqual([]);
  });
  it('may be a port that the pod calls', () => {
    expect(found('port-setting', shopWith('ConfigMap settings', 'data.LEDGER_PORT', '3000'))).toEqual([]);
  });
  it('may be an address that the pod listens on', () => {
    expect(found('port-setting', shopWith('ConfigMap settings', 'data.LISTEN', '0.0.0.0:8080'))).toEqual([]);
    expect(found('port-setting', shopWith('ConfigMap settings', 'data.LISTEN', '0.0.0.0:8081'))).toHaveLength(1);
  });
  it('may be the annotation that Prometheus reads', () => {
    const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' };
    expect(
      found('port-setting', shopWith('Deployment shop', 'spec.template.metadata.annotations', annotations)),
    ).toEqual(['Deployment shop in mall › spec.template.metadata.annotations["prometheus.io/port"]']);
  });
});
