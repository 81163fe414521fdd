import { describe, expect, it } from 'vitest';
import { found, shop, shopWithout } from '../testing.ts';

describe('a Secret', () => {
  it('is not built for production', () => {
    expect(found('secret-in-production', shop, { production: true })).toEqual(['Secret keys in mall']);
    expect(found('secret-in-production', shopWithout('Secret keys'), { production: true })).toEqual([]);
  });
  it('may be built for other environments', () => {
    expect(found('secret-in-production', shop)).toEqual([]);
  });
});
