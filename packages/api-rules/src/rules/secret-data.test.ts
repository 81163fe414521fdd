import { describe, expect, it } from 'vitest';
import { core, violatingFields } from '../testing.ts';

describe('the data of a Secret', () => {
  it('have keys of their form', () => {
    expect(violatingFields('secret-data', core('Secret', { data: { 'a b': '' }, stringData: { 'c d': '' } }))).toEqual([
      'data["a b"]',
      'stringData["c d"]',
    ]);
  });

  it('fill at most 1 MiB, once decoded', () => {
    expect(violatingFields('secret-data', core('Secret', { stringData: { a: 'x'.repeat(1048577) } }))).toEqual([
      'data',
    ]);
  });

  it('count once where stringData replaces data', () => {
    expect(
      violatingFields(
        'secret-data',
        core('Secret', { data: { a: 'AAAA'.repeat(200000) }, stringData: { a: 'x'.repeat(1000000) } }),
      ),
    ).toEqual([]);
  });
});
