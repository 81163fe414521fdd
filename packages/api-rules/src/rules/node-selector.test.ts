import { describe, expect, it } from 'vitest';
import { deployment, violatingFields } from '../testing.ts';

describe('the labels that a node must have', () => {
  it('can be labels', () => {
    expect(violatingFields('node-selector', deployment({ nodeSelector: { zone: 'a b' } }))).toEqual([
      'pod.nodeSelector.zone',
    ]);
  });
});
