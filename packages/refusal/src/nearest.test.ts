import { describe, expect, it } from 'vitest';
import { nearest } from './index.ts';

describe('the nearest word', () => {
  it('is the one with the fewest letters to change, and none where all are far', () => {
    expect(nearest('formt', ['format', 'root'])).toBe('format');
    expect(nearest('context', ['format', 'root'])).toBeUndefined();
    expect(nearest('x'.repeat(100_000), ['y'.repeat(100_000), 'format'])).toBeUndefined();
  });
});
