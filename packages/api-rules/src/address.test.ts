import { describe, expect, it } from 'vitest';
import { addressProblem, cidrProblem } from './address.ts';

describe('an IP address', () => {
  it.each(['10.0.0.1', '::', '2001:db8::1', '64:ff9b::1.2.3.4'])('may be %s', (text) => {
    expect(addressProblem(text)).toBeUndefined();
  });

  it.each(['', '10.0.0', '10.0.0.256', 'fe80::1%eth0', '10.0.0.1/8'])('may not be "%s"', (text) => {
    expect(addressProblem(text)).toContain('is not an IP address');
  });

  it.each(['010.0.0.1', '::ffff:10.0.0.1', '00001::'])(
    '%s is refused by Kubernetes 1.36 and accepted by 1.35',
    (text) => {
      expect(addressProblem(text)).toMatch(/^Kubernetes 1\.36 refuses .*1\.35 accepts it\.$/);
    },
  );
});

describe('a block of addresses', () => {
  it.each(['10.0.0.0/8', '::/0', '2001:db8::/32', '10.0.0.1/32'])('may be %s', (text) => {
    expect(cidrProblem(text)).toBeUndefined();
  });

  it.each(['', '10.0.0.1', '10.0.0.0/33', '::/129', '10.0.0.0/a', '10.0.0.0/-1'])('may not be "%s"', (text) => {
    expect(cidrProblem(text)).toContain('is not a CIDR block');
  });

  it.each(['10.0.0.1/8', '010.0.0.0/8', '10.0.0.0/08'])(
    '%s is refused by Kubernetes 1.36 and accepted by 1.35',
    (text) => {
      expect(cidrProblem(text)).toMatch(/^Kubernetes 1\.36 refuses .*1\.35 accepts it\.$/);
    },
  );
});
