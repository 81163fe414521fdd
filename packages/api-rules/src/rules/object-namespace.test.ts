import { describe, expect, it } from 'vitest';
import { core, violatingFields } from '../testing.ts';

describe('the namespace of an object', () => {
  it('has the form of the name of one', () => {
    expect(
      violatingFields('object-namespace', core('ConfigMap', { metadata: { name: 'shop', namespace: 'Shop_1' } })),
    ).toEqual(['metadata.namespace']);
  });

  it('may be left open', () => {
    expect(
      violatingFields('object-namespace', core('ConfigMap', { metadata: { name: 'shop', namespace: '' } })),
    ).toEqual([]);
  });
});
