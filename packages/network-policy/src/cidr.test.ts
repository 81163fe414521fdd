import { BlockList } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCidr, isStrictlyInside, networkOf, parseCidr } from './cidr.ts';
import { cidrPeer } from './index.ts';

const network = fc
  .oneof(fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })), fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 128 })))
  .map(([address, prefix]) => parseCidr(`${address}/${prefix}`))
  .filter((cidr) => cidr !== undefined)
  .map(networkOf);

/** An address for `cidr`, and one for a part of it: the same bits, with more of them or other ones behind. */
const pair = fc
  .tuple(network, fc.nat({ max: 128 }), fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }))
  .map(([outer, longer, noise]) => {
    const width = outer.family === 4 ? 32 : 128;
    const prefix = Math.min(longer, width);
    const bits = outer.bits | BigInt.asUintN(width - outer.prefix, noise);
    return { outer, inner: networkOf({ family: outer.family, prefix, bits }) };
  });

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
    expect(() => cidrPeer(cidr)).toThrow(/^ipBlock\.cidr\n.*is no network that Kubernetes takes\.\n.*10\.0\.0\.0\/8/s);
    expect(() => cidrPeer('0.0.0.0/0', { except: [cidr] })).toThrow(/^ipBlock\.except\[0\]\n/);
  });

  it('is refused with bits behind the prefix, and told both things that may be meant', () => {
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

describe('a network', () => {
  it('is read back from its text as it was', () => {
    fc.assert(
      fc.property(network, (cidr) => {
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });

  it('holds what Node holds it to hold', () => {
    fc.assert(
      fc.property(pair, ({ outer, inner }) => {
        const family = outer.family === 4 ? 'ipv4' : 'ipv6';
        const addressOf = (cidr: typeof outer) => formatCidr(cidr).split('/')[0] ?? '';
        const list = new BlockList();
        list.addSubnet(addressOf(outer), outer.prefix, family);
        const holds = list.check(addressOf(inner), family) && inner.prefix > outer.prefix;
        expect(isStrictlyInside(inner, outer)).toBe(holds);
      }),
    );
  });
});
