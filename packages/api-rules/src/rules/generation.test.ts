import { describe, expect, it } from 'vitest';
import { core, deployment, violatingFields } from '../testing.ts';

describe('the generation of an object', () => {
  it('is not negative', () => {
    expect(violatingFields('generation', core('ConfigMap', { metadata: { name: 'shop', generation: -1 } }))).toEqual([
      'metadata.generation',
    ]);
  });

  it('is counted anew for a Deployment, whatever is given', () => {
    expect(violatingFields('generation', { ...deployment(), metadata: { name: 'shop', generation: -1 } })).toEqual([]);
  });
});
