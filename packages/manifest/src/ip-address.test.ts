import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsAddress, formatCidr, formatIpAddress, isStrictlyInside, parseCidr, parseIpAddress } from './index.ts';

const bitsOf = (family: 4 | 6) => fc.bigInt({ min: 0n, max: (1n << (family === 4 ? 32n : 128n)) - 1n });
const address = fc
  .constantFrom(4 as const, 6 as const)
  .chain((family) => bitsOf(family).map((bits) => ({ family, bits })))
  // IPv4-mapped IPv6 is read as IPv4.
  .filter(({ family, bits }) => family === 4 || bits >> 32n !== 0xffffn);
const block = address.chain(({ family, bits }) =>
  fc.nat({ max: family === 4 ? 32 : 128 }).map((prefix) => ({ family, bits, prefix })),
);
const textOf = ({ family, bits, prefix }: { family: 4 | 6; bits: bigint; prefix: number }) =>
  `${formatIpAddress({ family, bits })}/${prefix}`;

describe('an IP address', () => {
  it('is read from the text that is written of it', () => {
    fc.assert(
      fc.property(address, (each) => {
        expect(parseIpAddress(formatIpAddress(each))).toEqual(each);
      }),
    );
  });

  it('has one canonical text', () => {
    expect(formatIpAddress(parseIpAddress('2001:DB8:0:0:0:0:0:1') ?? { family: 4, bits: 0n })).toBe('2001:db8::1');
    expect(formatIpAddress(parseIpAddress('64:ff9b::192.0.2.1') ?? { family: 4, bits: 0n })).toBe('64:ff9b::c000:201');
  });

  it('is read from every text that Node takes for IPv6', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        expect(parseIpAddress(text) === undefined).toBe(!isIPv6(text));
      }),
    );
  });

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.0.0.1',
    '1.2.3.x',
    '0x1.2.3.4',
    '1::2::3',
    ':::',
    '1:2',
    'fe80::1%eth0',
    '::1.2.3',
  ])('is not %j', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });

  it.each([
    ['010.0.0.1', '10.0.0.1', 'a part has a leading zero'],
    ['::ffff:10.0.0.1', '10.0.0.1', 'it is an IPv4 address written as IPv6'],
    ['::ffff:a00:1', '10.0.0.1', 'it is an IPv4 address written as IPv6'],
    ['00001::', '1::', 'a part has more than four digits'],
    ['64:ff9b::192.0.2.01', '64:ff9b::c000:201', 'a part has a leading zero'],
  ])('%s is %s in a form that Kubernetes 1.36 refuses', (text, canonical, legacyForm) => {
    const found = parseIpAddress(text);
    expect(found?.legacyForm).toBe(legacyForm);
    expect(formatIpAddress(found ?? { family: 4, bits: 0n })).toBe(canonical);
  });
});

describe('a CIDR', () => {
  it('contains the addresses that begin with the same bits, and no others', () => {
    fc.assert(
      fc.property(block, address, fc.nat({ max: 128 }), ({ family, bits, prefix }, other, flipped) => {
        const length = family === 4 ? 32 : 128;
        const cidr = parseCidr(textOf({ family, bits, prefix }));
        if (cidr === undefined) throw new Error('This is a valid block.');
        const shift = BigInt(length - prefix);
        expect(containsAddress(cidr, other)).toBe(other.family === family && other.bits >> shift === bits >> shift);
        const near = bits ^ (1n << BigInt(flipped % length));
        expect(containsAddress(cidr, { family, bits: near })).toBe(near >> shift === bits >> shift);
      }),
    );
  });

  it('is inside another exactly if it is smaller and its first address is in it', () => {
    fc.assert(
      fc.property(block, fc.nat({ max: 128 }), ({ family, bits, prefix }, shorter) => {
        const [inner, outer] = [
          parseCidr(textOf({ family, bits, prefix })),
          parseCidr(textOf({ family, bits, prefix: shorter % (prefix + 1) })),
        ];
        if (inner === undefined || outer === undefined) throw new Error('These are valid blocks.');
        expect(isStrictlyInside(inner, outer)).toBe(inner.prefix > outer.prefix);
        expect(isStrictlyInside(outer, inner)).toBe(false);
      }),
    );
  });

  it('has one canonical text, without bits behind the prefix', () => {
    const cidr = parseCidr('10.1.2.3/8');
    expect(cidr).toMatchObject({ address: 0x0a010203n, first: 0x0a000000n, last: 0x0affffffn, prefix: 8 });
    expect(cidr?.legacyForm).toBeUndefined();
    expect(formatCidr(cidr ?? { family: 6, first: 0n, prefix: 0 })).toBe('10.0.0.0/8');
  });

  it('of IPv4-mapped IPv6 is one of IPv4 if all of it is', () => {
    const mapped = 'it is an IPv4 address written as IPv6';
    expect(parseCidr('::ffff:10.0.0.0/104')).toMatchObject({
      family: 4,
      first: 0x0a000000n,
      prefix: 8,
      legacyForm: mapped,
    });
    expect(parseCidr('::ffff:10.0.0.0/90')).toMatchObject({ family: 6, prefix: 90, legacyForm: mapped });
  });

  it('may have a leading zero in its length, which Kubernetes 1.36 refuses', () => {
    expect(parseCidr('10.0.0.0/08')?.legacyForm).toBe('its length has a leading zero');
  });

  it.each([
    '',
    '/',
    '10.0.0.0',
    '10.0.0.0/',
    '/8',
    '10.0.0.0/33',
    '2001:db8::/129',
    '10.0.0.0/+8',
    '10.0.0.0/8/8',
    '10.0.0/8',
  ])('is not %j', (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });
});
