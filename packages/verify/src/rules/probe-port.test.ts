import { describe, expect, it } from 'vitest';
import { found, messagesOf, shopWith } from '../testing.ts';

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
  it('without a map, may ask a number that is not listed, with a warning', () => {
    const objects = shopWith('Deployment shop', 'pod.containers.0.livenessProbe', { tcpSocket: { port: 8081 } });
    const undeclared = { connections: undefined } as object;
    expect(messagesOf('probe-port', objects, undeclared)).toEqual([
      'warning: The container lists no port 8081. The probe fails, unless the container listens there all the same, and the container is restarted or never ready. Probe a port that the container lists, or list the port.',
    ]);
    const misspelt = shopWith('Deployment shop', 'pod.containers.0.livenessProbe', { tcpSocket: { port: 'htpp' } });
    expect(messagesOf('probe-port', misspelt, undeclared)[0]).toMatch(/^error:/);
  });
  it('may ask any port of a container that lists none', () => {
    expect(found('probe-port', shopWith('Deployment shop', 'pod.containers.0.ports', []))).toEqual([]);
  });
});
