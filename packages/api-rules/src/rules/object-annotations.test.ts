import { describe, expect, it } from 'vitest';
import { core, faultyFields } from '../testing.ts';

describe('annotations', () => {
  it('have keys of the form of label keys, in any case', () => {
    expect(
      faultyFields(
        'object-annotations',
        core('ConfigMap', { metadata: { name: 'shop', annotations: { 'Example.com/A': '', 'a b': '' } } }),
      ),
    ).toEqual(['metadata.annotations["a b"]']);
  });

  it('are not too large together', () => {
    expect(
      faultyFields(
        'object-annotations',
        core('ConfigMap', { metadata: { name: 'shop', annotations: { a: 'x'.repeat(262144) } } }),
      ),
    ).toEqual(['metadata.annotations']);
  });
});
