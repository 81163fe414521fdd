import { Refusal } from '@k8s-blocks/refusal';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { port, portRange } from './index.ts';

const anyPort = fc.integer({ min: 1, max: 65535 });

describe('a port', () => {
  it('is TCP where nothing is said, and says so', () => {
    expect(port(8081)).toEqual({ port: 8081, protocol: 'TCP' });
    expect(port('http')).toEqual({ port: 'http', protocol: 'TCP' });
  });

  it('keeps its protocol', () => {
    expect(port(53, 'UDP')).toEqual({ port: 53, protocol: 'UDP' });
    expect(port('sip', 'SCTP')).toEqual({ port: 'sip', protocol: 'SCTP' });
  });

  it('is any number from 1 to 65535', () => {
    fc.assert(fc.property(anyPort, (number) => port(number).port === number));
  });

  it.each([0, -1, 65536, 80.5, Number.NaN, Number.POSITIVE_INFINITY])('is refused if it is %s', (number) => {
    expect(() => port(number)).toThrow(
      new Refusal({
        field: 'port',
        problem: `${number} is not a valid port (1-65535).`,
        remedy: 'Give a whole number from 1 to 65535.',
      }),
    );
  });

  it.each(['', 'Http', 'a--b', '-a', 'a-', 'a_b', 'a'.repeat(16), 'http\n'])('is refused if its name is %j', (name) => {
    expect(() => port(name)).toThrow(/^port\n.*name of a port.*\n {2}Give the name that the port has/s);
  });

  it('is refused as a number in quotes, with the right number', () => {
    expect(() => port('8081')).toThrow(/without quotes: 8081\./);
  });
});

describe('a range of ports', () => {
  it('holds any ordered pair, and a protocol', () => {
    expect(portRange(32000, 32768)).toEqual({ port: 32000, endPort: 32768, protocol: 'TCP' });
    fc.assert(
      fc.property(anyPort, anyPort, fc.constantFrom('TCP', 'UDP', 'SCTP'), (one, other, protocol) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        expect(portRange(first, last, protocol)).toEqual({ port: first, endPort: last, protocol });
      }),
    );
  });

  it('is refused backwards, and the refusal says the right order', () => {
    expect(() => portRange(32768, 32000)).toThrow(/^endPort\n.*before it begins at 32768\.\n.*32000, 32768\.$/s);
  });

  it('is refused out of range, with both ends named at once', () => {
    expect(() => portRange(0, 65536)).toThrow(
      /^port\n {2}0 is not a valid port.*\n\nendPort\n {2}65536 is not a valid port/s,
    );
  });
});
