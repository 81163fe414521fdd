import { describe, expect, it } from 'vitest';
import { core, faultyFields } from '../testing.ts';

describe('the namespace of an object', () => {
  it('has the form of the name of one', () => {
    expect(
      faultyFields('object-namespace', core('ConfigMap', { metadata: { name: 'shop', namespace: 'Shop_1' } })),
    ).toEqual(['metadata.namespace']);
  });

  it('may be left open', () => {
    expect(faultyFields('object-namespace', core('ConfigMap', { metadata: { name: 'shop', namespace: '' } }))).toEqual(
      [],
    );
  });
});
