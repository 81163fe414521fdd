import { describe, expect, it } from 'vitest';
import { deploymentOf, violatingFields } from '../testing.ts';

describe('a probe', () => {
  it('asks in one way', () => {
    expect(
      violatingFields(
        'probes',
        deploymentOf({ livenessProbe: {}, startupProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } } }),
      ),
    ).toEqual(['pod.containers[0].livenessProbe', 'pod.containers[0].startupProbe.tcpSocket']);
  });

  it('asks at a port, in a scheme that exists', () => {
    expect(
      violatingFields('probes', deploymentOf({ livenessProbe: { httpGet: { port: 'Not_A_Port', scheme: 'http' } } })),
    ).toEqual(['pod.containers[0].livenessProbe.httpGet.port', 'pod.containers[0].livenessProbe.httpGet.scheme']);
  });

  it('has no negative numbers', () => {
    expect(
      violatingFields('probes', deploymentOf({ readinessProbe: { exec: { command: ['a'] }, periodSeconds: -1 } })),
    ).toEqual(['pod.containers[0].readinessProbe.periodSeconds']);
  });

  it('for liveness is settled by one success', () => {
    expect(
      violatingFields('probes', deploymentOf({ livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 } })),
    ).toEqual(['pod.containers[0].livenessProbe.successThreshold']);
  });

  it('for readiness ends no container', () => {
    expect(
      violatingFields(
        'probes',
        deploymentOf({
          readinessProbe: { tcpSocket: { port: 80 }, successThreshold: 2, terminationGracePeriodSeconds: 5 },
        }),
      ),
    ).toEqual(['pod.containers[0].readinessProbe.terminationGracePeriodSeconds']);
  });
});
