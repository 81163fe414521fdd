import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressProblem, blockProblem, contains, isStrictlyWithin, parseAddress, parseBlock } from './address.ts';

const within = (inner: string, outer: string) => {
  const [innerBlock, outerBlock] = [parseBlock(inner), parseBlock(outer)];
  return innerBlock !== undefined && outerBlock !== undefined && isStrictlyWithin(innerBlock, outerBlock);
};

describe('an IP address', () => {
  it.each(['10.0.0.1', '::', '::1', '2001:db8::1', '1:2:3:4:5:6:7:8', '1::8', '64:ff9b::1.2.3.4'])(
    'may be %s',
    (text) => {
      expect(addressProblem(text)).toBeUndefined();
    },
  );

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '1.2.3.4.5',
    'a.b.c.d',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    'fe80::1%eth0',
    '::g',
    '10.0.0.1/8',
  ])('may not be "%s"', (text) => {
    expect(addressProblem(text)).toContain('no IP address');
  });

  it.each(['010.0.0.1', '::ffff:10.0.0.1', '00001::'])(
    '%s is refused by Kubernetes 1.36 and accepted by 1.35',
    (text) => {
      expect(addressProblem(text)).toMatch(/^Kubernetes 1\.36 refuses .*1\.35 accepts it\.$/);
    },
  );

  it('is the same however its zeros are written', () => {
    expect(parseAddress('2001:db8:0:0:0:0:0:1')).toEqual(parseAddress('2001:DB8::1'));
  });

  it('of four bytes is read as the number that they are', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(byte, byte, byte, byte, (a, b, c, d) => {
        expect(parseAddress(`${a}.${b}.${c}.${d}`)?.bits).toBe(BigInt(((a * 256 + b) * 256 + c) * 256 + d));
      }),
    );
  });
});

describe('a block of addresses', () => {
  it.each(['10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/32', '10.0.0.1/32'])('may be %s', (text) => {
    expect(blockProblem(text)).toBeUndefined();
  });

  it.each(['', '10.0.0.1', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/a', '/8', '10.0.0.0/-1'])(
    'may not be "%s"',
    (text) => {
      expect(blockProblem(text)).toContain('no CIDR block');
    },
  );

  it.each(['10.0.0.1/8', '010.0.0.0/8', '10.0.0.0/08'])(
    '%s is refused by Kubernetes 1.36 and accepted by 1.35',
    (text) => {
      expect(blockProblem(text)).toMatch(/^Kubernetes 1\.36 refuses .*1\.35 accepts it\.$/);
    },
  );

  it('lies within a larger one of its family', () => {
    expect(within('10.1.0.0/16', '10.0.0.0/8')).toBe(true);
    expect(within('10.0.0.0/8', '10.0.0.0/8')).toBe(false);
    expect(within('11.0.0.0/16', '10.0.0.0/8')).toBe(false);
    expect(within('10.0.0.0/16', '::/0')).toBe(false);
  });

  it('contains its own first address', () => {
    const [block, address] = [parseBlock('2001:db8::/33'), parseAddress('2001:db8::')];
    expect(block !== undefined && address !== undefined && contains(block, address)).toBe(true);
  });
});
