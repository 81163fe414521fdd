import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('what is for a load balancer', () => {
  it('stands at a Service of that type', () => {
    expect(
      violatingFields(
        'service-load-balancer',
        service({ loadBalancerSourceRanges: ['10.0.0.0/8'], allocateLoadBalancerNodePorts: false }),
      ),
    ).toEqual(['spec.loadBalancerSourceRanges', 'spec.allocateLoadBalancerNodePorts']);
  });

  it('names ranges and a class that there can be', () => {
    expect(
      violatingFields(
        'service-load-balancer',
        service({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0'], loadBalancerClass: 'a b' }),
      ),
    ).toEqual(['spec.loadBalancerSourceRanges[0]', 'spec.loadBalancerClass']);
  });
});
