import { describe, expect, it } from 'vitest';
import { core, violatingFields } from '../testing.ts';

describe('annotations', () => {
  it('have keys of the form of label keys, in any case', () => {
    expect(
      violatingFields(
        'object-annotations',
        core('ConfigMap', { metadata: { name: 'shop', annotations: { 'Example.com/A': '', 'a b': '' } } }),
      ),
    ).toEqual(['metadata.annotations["a b"]']);
  });

  it('are not too large together', () => {
    expect(
      violatingFields(
        'object-annotations',
        core('ConfigMap', { metadata: { name: 'shop', annotations: { a: 'x'.repeat(262144) } } }),
      ),
    ).toEqual(['metadata.annotations']);
  });
});
