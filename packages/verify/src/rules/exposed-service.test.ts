import { describe, expect, it } from 'vitest';
import { found, shopWith } from '../testing.ts';

describe('a Service that is open to outside', () => {
  it('offers what is declared to be open to anywhere', () => {
    expect(found('exposed-service', shopWith('Service shop', 'spec.type', 'LoadBalancer'))).toEqual([]);
  });
  it('offers nothing else', () => {
    expect(found('exposed-service', shopWith('Service ledger', 'spec.type', 'NodePort'))).toEqual([
      'Service ledger in bank › spec.ports[0]',
    ]);
  });
});
