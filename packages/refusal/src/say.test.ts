import { describe, expect, it } from 'vitest';
import { sayList, sayNames } from './index.ts';

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
