import { describe, expect, it } from 'vitest';
import { quote, sayList, sayNames } from './index.ts';

describe('a value in a sentence', () => {
  it('is JSON, and shortened if it is long', () => {
    expect(quote('a "b"')).toBe('"a \\"b\\""');
    expect(quote(undefined)).toBe('undefined');
    expect(quote('x'.repeat(1000))).toBe(`"${'x'.repeat(79)}… (1000 characters)`);
    expect(quote(['x'.repeat(1000)])).toBe(`["${'x'.repeat(78)}… (1004 characters)`);
  });

  it.each([
    ['a Secret', { kind: 'Secret', data: { token: 'dmFsdWU=' } }],
    ['a Secret in a list', [{ kind: 'List', items: [{ kind: 'Secret', data: { token: 'dg==' } }] }]],
    ['a Secret as text', 'apiVersion: v1\nkind: Secret\nstringData: { token: value }\n'],
    ['a misspelt one', { kind: 'Sceret', stringData: { token: 'value' } }],
  ])('is hidden if it is %s', (_, value) => {
    expect(quote(value)).toBe('(hidden)');
  });
});

describe('a list in a sentence', () => {
  it('is all of it, or the first hundred', () => {
    expect(sayNames(['http', 'ws'])).toBe('"http", "ws"');
    expect(sayList([1, 2])).toBe('1, 2');
    expect(sayList(Array(100).fill('a'))).not.toContain('others');
    expect(sayList(Array(101).fill('a'))).toMatch(/^(a, ){99}a and others$/);
  });

  it('does not ask for more than it says', () => {
    const endless = function* () {
      for (let index = 0; ; index += 1) yield String(index);
    };
    expect(sayNames(endless())).toMatch(/^"0", .*, "99" and others$/);
  });
});
