import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a controller', () => {
  it('selects no pod of another', () => {
    const moved = shopWith('StatefulSet ledger', 'metadata.namespace', 'mall');
    const objects = shopWith('Deployment shop', 'spec.selector', {}, moved);
    expect(found('overlapping-workloads', objects)).toEqual(['Deployment shop in mall › spec.selector']);
  });
  it('may select alike in another namespace', () => {
    const objects = shopWith('Deployment shop', 'spec.selector', {});
    expect(found('overlapping-workloads', objects)).toEqual([]);
  });
});
