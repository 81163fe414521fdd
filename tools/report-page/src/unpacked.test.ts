import { packed } from '@k8s-blocks/report';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpacked } from './client/unpacked.ts';

/** What a report may hold, also keys and texts as odd as manifests have them. */
const plainData = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('', 'a', '</script>', '__proto__', '-1', '\u2028', 0, -1, 7, 1.5, true, null),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('data'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'toString', '-1', ''), tie('data'), { maxKeys: 3 }),
  ),
})).data;

describe('packed data', () => {
  it('is unpacked in the browser as it was', () => {
    fc.assert(
      fc.property(plainData, (data) => {
        expect(unpacked(JSON.parse(JSON.stringify(packed(data))))).toEqual(data);
      }),
      { numRuns: 300 },
    );
  });

  it('says what occurs often once', () => {
    const service = { name: 'a-service-with-a-name', file: 'k8s/a-service-with-a-name/base/deployment.yaml' };
    const length = (times: number) => JSON.stringify(packed(Array.from({ length: times }, () => service))).length;
    expect(length(100) - length(2)).toBeLessThan(100 * 9);
  });
});
