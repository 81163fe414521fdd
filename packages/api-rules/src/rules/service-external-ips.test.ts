import { describe, expect, it } from 'vitest';
import { service, violatingFields } from '../testing.ts';

describe('an address from outside', () => {
  it('is one that others can reach', () => {
    expect(
      violatingFields('service-external-ips', service({ externalIPs: ['1.2.3.4', '127.0.0.1', 'fe80::1', 'x'] })),
    ).toEqual(['spec.externalIPs[1]', 'spec.externalIPs[2]', 'spec.externalIPs[3]']);
  });
});
