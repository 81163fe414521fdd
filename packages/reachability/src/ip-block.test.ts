import { describe, expect, it } from 'vitest';
import { compileIPBlock, parseAddress } from './ip-block.ts';

/** Whether the block has the address. */
function contains(cidr: string, ip: string, except: readonly string[] = []): boolean {
  const address = parseAddress(ip);
  return address !== undefined && compileIPBlock({ cidr, except })(address);
}

describe('an address', () => {
  it.each(['', '10.0.0', '10.0.0.256', '010.0.0.1', 'example.com', 'fe80::1%eth0', '1::2::3'])(
    'is not "%s"',
    (text) => {
      expect(parseAddress(text)).toBeUndefined();
    },
  );
});

describe('an ipBlock', () => {
  it('has the addresses of its CIDR, both ends included', () => {
    expect(contains('192.168.4.0/22', '192.168.4.0')).toBe(true);
    expect(contains('192.168.4.0/22', '192.168.7.255')).toBe(true);
    expect(contains('192.168.4.0/22', '192.168.3.255')).toBe(false);
    expect(contains('192.168.4.0/22', '192.168.8.0')).toBe(false);
    expect(contains('2001:db8::/33', '2001:db8:7fff::1')).toBe(true);
    expect(contains('2001:db8::/33', '2001:db8:8000::')).toBe(false);
  });

  it('has not the addresses of its exceptions', () => {
    expect(contains('172.17.0.0/16', '172.17.2.1', ['172.17.1.0/24'])).toBe(true);
    expect(contains('172.17.0.0/16', '172.17.1.1', ['172.17.1.0/24'])).toBe(false);
  });

  it('of one family has no address of the other', () => {
    expect(contains('0.0.0.0/0', '::1')).toBe(false);
    expect(contains('::/0', '10.0.0.1')).toBe(false);
    expect(contains('0.0.0.0/0', '10.0.0.1', ['::/0'])).toBe(true);
  });

  it('starts at the network of its CIDR, also where the CIDR names a host in it', () => {
    expect(contains('10.0.0.7/24', '10.0.0.1')).toBe(true);
  });

  it.each(['', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '/8', 'x/8'])(
    'with the CIDR "%s" has no address, nor with it as an exception',
    (malformed) => {
      expect(contains(malformed, '10.0.0.0')).toBe(false);
      expect(contains('10.0.0.0/8', '10.0.0.0', [malformed])).toBe(false);
    },
  );
});
