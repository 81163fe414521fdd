import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Labels, labelIndex, selects } from './index.ts';

const word = fc.constantFrom('a', 'b', 'c', 'constructor');
const labels: fc.Arbitrary<Labels> = fc.dictionary(word, word, { maxKeys: 3 });
const expression = fc.record({
  key: word,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
  values: fc.array(word, { maxLength: 2 }),
});
const selector = fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) });

describe('an index of labels', () => {
  it('finds the names of what a selector selects, in their order', () => {
    const named = fc.array(labels).map((all) => new Map(all.map((each, index) => [`n${index}`, each])));
    fc.assert(
      fc.property(named, selector, (labelled, asked) => {
        const selected = [...labelled].filter(([, each]) => selects(asked, each)).map(([name]) => name);
        expect(labelIndex(labelled)(asked)).toEqual(selected);
      }),
    );
  });

  it('finds all by an empty selector', () => {
    expect(labelIndex(new Map([['shop', {}]]))({})).toEqual(['shop']);
  });
});
