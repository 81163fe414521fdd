import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a probe', () => {
  it('asks a port of its container by name', () => {
    expect(
      found('probe-port', shopWith('Deployment shop', 'pod.containers.0.readinessProbe.httpGet.port', 'web')),
    ).toEqual(['Deployment shop in mall › pod.containers[0].readinessProbe.httpGet.port']);
  });
  it('asks a port of its container by number', () => {
    const probe = { tcpSocket: { port: 8081 } };
    expect(found('probe-port', shopWith('Deployment shop', 'pod.containers.0.livenessProbe', probe))).toHaveLength(1);
  });
  it('may ask any port of a container that lists none', () => {
    expect(found('probe-port', shopWith('Deployment shop', 'pod.containers.0.ports', []))).toEqual([]);
  });
});
