import { describe, expect, it } from 'vitest';
import { deployment, faultyFields } from '../testing.ts';

describe('the labels that a node must have', () => {
  it('can be labels', () => {
    expect(faultyFields('node-selector', deployment({ nodeSelector: { zone: 'a b' } }))).toEqual([
      'pod.nodeSelector.zone',
    ]);
  });
});
