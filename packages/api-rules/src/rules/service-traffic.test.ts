import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('the traffic of a Service', () => {
  it('from outside has a policy only where there is an outside', () => {
    expect(violatingFields('service-traffic', service({ externalTrafficPolicy: 'Local' }))).toEqual([
      'spec.externalTrafficPolicy',
    ]);
  });

  it('is routed by policies that exist', () => {
    expect(
      violatingFields(
        'service-traffic',
        service({
          type: 'NodePort',
          externalTrafficPolicy: 'Any',
          internalTrafficPolicy: 'Any',
          trafficDistribution: 'Any',
        }),
      ),
    ).toEqual(['spec.externalTrafficPolicy', 'spec.internalTrafficPolicy', 'spec.trafficDistribution']);
  });
});
