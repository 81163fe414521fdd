import { describe, expect, it } from 'vitest';
import { findingsOf, service, violatingFields } from '../testing.ts';

describe('a port of the nodes', () => {
  it('is not for a Service of type "ClusterIP"', () => {
    expect(violatingFields('service-node-ports', service({ ports: [{ port: 80, nodePort: 30080 }] }))).toEqual([
      'spec.ports[0].nodePort',
    ]);
  });

  it('is taken once', () => {
    expect(
      violatingFields(
        'service-node-ports',
        service({
          type: 'NodePort',
          ports: [
            { name: 'a', port: 80, nodePort: 30080 },
            { name: 'b', port: 81, nodePort: 30080 },
          ],
        }),
      ),
    ).toEqual(['spec.ports[1].nodePort']);
  });

  it('is shared by the protocols of one port alone', () => {
    const ports = (tcp: number, udp: number) => [
      { name: 'a', port: tcp, nodePort: 30080 },
      { name: 'b', port: udp, nodePort: 30080, protocol: 'UDP' },
    ];
    const found = (tcp: number, udp: number) =>
      violatingFields('service-node-ports', service({ type: 'NodePort', ports: ports(tcp, udp) }));
    expect(found(53, 53)).toEqual([]);
    expect(found(53, 54)).toEqual(['spec.ports[1].nodePort']);
  });

  it('is not that of the health checks as well', () => {
    const spec = { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30080 };
    const ports = [{ port: 80, nodePort: 30080 }];
    expect(violatingFields('service-node-ports', service({ ...spec, ports }))).toEqual(['spec.healthCheckNodePort']);
  });

  it('for health checks needs a load balancer that asks nodes', () => {
    expect(violatingFields('service-node-ports', service({ type: 'NodePort', healthCheckNodePort: 30080 }))).toEqual([
      'spec.healthCheckNodePort',
    ]);
  });

  it('outside of the usual range is a warning only, since the range can be another', () => {
    const findings = findingsOf(
      'service-node-ports',
      service({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
    );
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });
});
