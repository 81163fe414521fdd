import { describe, expect, it } from 'vitest';
import { shortName } from './index.ts';

describe('a name in a title', () => {
  it('is whole if Kubernetes could take it, and else its beginning', () => {
    const longest = `${'a'.repeat(253)}/${'b'.repeat(63)}`;
    expect(shortName(longest)).toBe(longest);
    expect(shortName(`${longest}b`)).toBe(`${longest}… (318 characters)`);
  });
});
