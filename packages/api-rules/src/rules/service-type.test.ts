import { describe, expect, it } from 'vitest';
import { faultyFields, service } from '../testing.ts';

describe('the type of a Service', () => {
  it('exists', () => {
    expect(faultyFields('service-type', service({ type: 'Internal' }))).toEqual(['spec.type']);
  });

  it('needs an address unless it is "ClusterIP"', () => {
    expect(faultyFields('service-type', service({ type: 'NodePort', clusterIP: 'None' }))).toEqual(['spec.clusterIP']);
  });

  it('"ExternalName" names a host, and has no address', () => {
    expect(faultyFields('service-type', service({ type: 'ExternalName', clusterIP: 'None' }))).toEqual([
      'spec.externalName',
      'spec.clusterIP',
    ]);
  });
});
