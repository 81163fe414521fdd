import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a port of a Service', () => {
  it.each([8081, 'https', undefined])('leads to a port of a container, and not to %s', (targetPort) => {
    const objects = shopWith('Service shop', 'spec.ports.0.targetPort', targetPort);
    expect(found('service-target-port', objects)).toEqual(['Service shop in mall › spec.ports[0].targetPort']);
  });
  it('leads there by the number too', () => {
    expect(found('service-target-port', shopWith('Service shop', 'spec.ports.0.targetPort', 8080))).toEqual([]);
  });
  it('has the protocol of the container’s', () => {
    expect(found('service-target-port', shopWith('Service shop', 'spec.ports.0.protocol', 'UDP'))).toHaveLength(1);
  });
});
