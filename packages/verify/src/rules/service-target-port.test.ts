import { describe, expect, it } from 'vitest';
import { found, messagesOf, shopWith } from '../testing.ts';

describe('a port of a Service', () => {
  it.each([8081, 'https', undefined])('leads to a port of a container, and not to %s', (targetPort) => {
    const objects = shopWith('Service shop', 'spec.ports.0.targetPort', targetPort);
    expect(found('service-target-port', objects)).toEqual(['Service shop in mall › spec.ports[0].targetPort']);
  });
  it('leads there by the number too', () => {
    expect(found('service-target-port', shopWith('Service shop', 'spec.ports.0.targetPort', 8080))).toEqual([]);
  });
  it('without a map, may lead to a number that is not listed, with a warning', () => {
    const undeclared = { connections: undefined } as object;
    const objects = shopWith('Service shop', 'spec.ports.0.targetPort', 8081);
    expect(messagesOf('service-target-port', objects, undeclared)).toEqual([
      'warning: No container of Deployment shop in mall has the port 8081/TCP. Connections to port 80 of the Service fail, unless a container listens there all the same. Use one of 8080/TCP (http).',
    ]);
    const withoutPorts = shopWith('Deployment shop', 'pod.containers.0.ports', [], objects);
    expect(messagesOf('service-target-port', withoutPorts, undeclared)).toEqual([]);
    const named = shopWith('Service shop', 'spec.ports.0.targetPort', 'https');
    expect(messagesOf('service-target-port', named, undeclared)[0]).toMatch(/^error:/);
  });
  it('has the protocol of the container’s', () => {
    expect(found('service-target-port', shopWith('Service shop', 'spec.ports.0.protocol', 'UDP'))).toHaveLength(1);
  });
});
