import { describe, expect, it } from 'vitest';
import { formatList, formatNames } from './index.ts';

describe('a list in a sentence', () => {
  it('is all of it, or the first hundred', () => {
    expect(formatNames(['http', 'ws'])).toBe('"http", "ws"');
    expect(formatList([1, 2])).toBe('1, 2');
    expect(formatList(Array(100).fill('a'))).not.toContain('others');
    expect(formatList(Array(101).fill('a'))).toMatch(/^(a, ){99}a and others$/);
  });

  it('stops reading after the items that it shows', () => {
    const endless = function* () {
      for (let index = 0; ; index += 1) yield String(index);
    };
    expect(formatNames(endless())).toMatch(/^"0", .*, "99" and others$/);
  });
});
