import { describe, expect, it } from 'vitest';
import { cidrPeer } from './index.ts';

describe('a peer of addresses', () => {
  it('is a network, without its exceptions', () => {
    expect(cidrPeer('10.0.0.0/8')).toEqual({ ipBlock: { cidr: '10.0.0.0/8' } });
    expect(cidrPeer('0.0.0.0/0', { except: ['10.0.0.0/8', '169.254.169.254/32'] })).toEqual({
      ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8', '169.254.169.254/32'] },
    });
    expect(cidrPeer('2001:db8::/32', { except: ['2001:db8:1::/48'] })).toEqual({
      ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
    });
  });

  it.each(['::/0', '2001:DB8::/32', '64:ff9b::192.0.2.0/120', '1:2:3:4:5:6:7:8/128', '192.0.2.1/32'])(
    'may be %s',
    (cidr) => {
      expect(cidrPeer(cidr)).toEqual({ ipBlock: { cidr } });
    },
  );

  it.each([
    '',
    '10.0.0.0',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/33',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0.0/08',
    '10.0.0.0/8/8',
    '10.0.0.0/8 ',
    '10.0.0/8',
    '010.0.0.0/8',
    '256.0.0.0/8',
    'localhost/8',
    '2001:db8::/129',
    'fe80::1%eth0/128',
    '1::2::3/128',
    '::ffff:10.0.0.0/104',
  ])('is refused as "%s"', (cidr) => {
    expect(() => cidrPeer(cidr)).toThrow(/^ipBlock\.cidr\n.*is not a valid CIDR\.\n.*10\.0\.0\.0\/8/s);
    expect(() => cidrPeer('0.0.0.0/0', { except: [cidr] })).toThrow(/^ipBlock\.except\[0\]\n/);
  });

  it('is refused with bits behind the prefix, and shows both valid spellings', () => {
    expect(() => cidrPeer('10.1.2.3/8')).toThrow(/Give 10\.0\.0\.0\/8 for the network, or 10\.1\.2\.3\/32 for the one/);
    expect(() => cidrPeer('2001:db8::1/32')).toThrow(/Give 2001:db8::\/32 for .*, or 2001:db8::1\/128 for/);
  });

  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.0.0.0/8', '0.0.0.0/0'],
    ['10.0.0.0/8', '11.0.0.0/16'],
    ['10.0.0.0/8', '2001:db8::/32'],
    ['2001:db8::/32', '2001:db9::/48'],
    ['::/0', '10.0.0.0/8'],
  ])('%s is refused with the exception %s, which is not strictly inside', (cidr, exception) => {
    expect(() => cidrPeer(cidr, { except: [exception] })).toThrow(
      `ipBlock.except[0]\n  ${exception} is not a smaller network inside ${cidr}.`,
    );
  });

  it('names the exception that is wrong', () => {
    expect(() => cidrPeer('10.0.0.0/8', { except: ['10.1.0.0/16', '11.0.0.0/16'] })).toThrow(/^ipBlock\.except\[1\]\n/);
  });
});
