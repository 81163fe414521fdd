import { describe, expect, it } from 'vitest';
import { found, messagesOf, object, shopWith } from '../testing.ts';

const autoscaler = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'mall', 'shop', {
  spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' } },
});
const withReplicas = (replicas: unknown) => [...shopWith('Deployment shop', 'spec.replicas', replicas), autoscaler];

describe('a workload that is autoscaled', () => {
  it('says no number of replicas', () => {
    expect(found('autoscaled-replicas', withReplicas(undefined))).toEqual([]);
    expect(found('autoscaled-replicas', withReplicas(2))).toEqual(['Deployment shop in mall › spec.replicas']);
    expect(messagesOf('autoscaled-replicas', withReplicas(2))).toEqual([
      expect.stringMatching(/^warning: It says 2, and HorizontalPodAutoscaler shop in mall says .*Remove replicas/),
    ]);
  });

  it('may have none for now: that turns the autoscaler off', () => {
    expect(found('autoscaled-replicas', withReplicas(0))).toEqual([]);
  });
});
