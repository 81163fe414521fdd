import { describe, expect, it } from 'vitest';
import {
  dnsLabelFault,
  dnsSubdomainFault,
  labelKeyFault,
  labelValueFault,
  portNameFault,
  serviceNameFault,
} from './syntax.ts';

const long = (length: number) => 'a'.repeat(length);

describe('the form of names', () => {
  it.each([
    ['a DNS label', dnsLabelFault, ['a', '0', 'a-b', long(63)], ['', 'A', '-a', 'a-', 'a.b', 'a_b', long(64), 'a\n']],
    ['a DNS subdomain', dnsSubdomainFault, ['a', 'a.b', '0.1', long(253)], ['', '.', 'a.', 'a..b', 'A', long(254)]],
    ['the name of a Service', serviceNameFault, ['a', 'a0', long(63)], ['', '0a', 'a-', 'a.b', long(64)]],
    ['a port name', portNameFault, ['http', '8a', 'a-b', long(15)], ['', '80', 'HTTP', 'a--b', '-a', 'a-', long(16)]],
    [
      'a label key',
      labelKeyFault,
      ['a', 'A_b.c', 'a.b/C', `a/${long(63)}`],
      ['', '/', 'a/', '/a', 'a/b/c', 'A/b', '-', long(64)],
    ],
    ['a label value', labelValueFault, ['', 'a', 'A_b.c-d', long(63)], ['a b', '-a', 'a-', 'a/b', long(64)]],
  ])('of %s', (_, faultOf, right, wrong) => {
    expect(right.map(faultOf)).toEqual(right.map(() => undefined));
    for (const value of wrong) expect(faultOf(value)).toMatch(/\.$/);
  });

  it('is said with the value', () => {
    expect(dnsLabelFault('My Name')).toContain('"My Name"');
  });
});
