import { describe, expect, it } from 'vitest';
import { quote } from './index.ts';

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
